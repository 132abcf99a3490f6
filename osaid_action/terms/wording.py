"""The words by which a sentence on terms is read: what it speaks of, and in what relation to a license.

English, German, French, Spanish, Portuguese, Italian, Chinese, Japanese, Korean, Russian and Arabic. Each list is
closed: what none of them holds is no relation, and a name with an unclear one is never a grant.
"""

# ruff: noqa: E501  (a pattern is read whole, on its line)

from __future__ import annotations

from ..patterns import either, lazy
from ..repository.places import words

# ------------------------------------------------------------------ what is spoken of

#: The elements of a system, and documents on it, in the order in which they are told.
ELEMENTS = (
    (
        "parameters",
        either(
            r"(?i:\b(?:weights?|models?|parameters|checkpoints?|safetensors|networks?|adapters?|loras?)\b|\bréseaux?\b)",
            r"(?i:gewicht(?:e|en|ung)?\b|\bmodell(?:e|en|s)?\b|modellgewichte|\bparameter[n]?\b)",
            r"(?i:\bpoids\b|\bmodèles?\b|\bparamètres\b|\bpesos\b|\bmodelos?\b|\bparámetros\b|\bparâmetros\b)",
            r"(?i:\bpesi\b|\bmodell[oi]\b|\bparametri\b)",
            r"权重|權重|模型|参数|重み|モデル|パラメータ|チェックポイント|가중치|모델|파라미터|체크포인트",
            r"الأوزان|النموذج|نموذج|المعاملات",
            r"(?i:\bвес(?:а|ов|ами)?\b|\bмодел[а-я]{1,4}\b|\bпараметр[а-я]{0,3}\b|\bчекпо[а-я]{1,8}\b)",
        ),
    ),
    (
        "data",
        either(
            r"(?i:\bdata ?sets?\b|\bdata\b|\bcorpus\b|\bcorpora\b|\btraining set\b|\bdatabases?\b|\btext in\b|\bannotations\b|\bannotation files?\b|\bbounding boxes\b"
            r"|\b(?:training|question/answer|sentence|caption|dialogue) (?!code|script|loop|pipeline|recipe|procedure|framework|run|setup|(?:and|needs?|requires?|takes?|took|uses?|used|was|ran|works|with|from|happened)\b)[a-z]{3,14}s?\b"
            r"|\b(?:pairs|labels|prompts|frames|samples|dialogues|reviews|photographs|excerpts?)\b|\brecordings\b|\btranscripts\b|\brecords\b|\bcaptions\b|\bconversations\b)",
            r"(?i:\bdialogues\b|\brecensioni\b|\bfotos\b|\bfotografías\b|\bseries? (?:de|storiche)\b|(?<![.\w])jsonl\b|\btrainingss[aä]tze\b|\bbriefe\b|daten\b|datens[aä]tze?\b|\bkorpus\b|\bdonnées\b|\bdatos\b|\bdados\b|\bdati\b)",
            r"数据集?|數據集?|資料集|语料|データ(?:セット)?|コーパス|데이터(?:셋|세트)?|말뭉치|مجموعة البيانات|البيانات|المدونة",
            r"(?i:\bданны[а-я]{1,2}\b|\bдатасет[а-я]{0,3}\b|\bкорпус[а-я]{0,3}\b)",
        ),
    ),
    (
        "code",
        either(
            r"(?i:\b(?:code|codebase|software|repository|repo|project|scripts?|implementation|library|package"
            r"|trainer|program|(?<!open-)(?<!open )(?<!\d )sources?|python files|\w{1,40}\.py)\b)",
            r"(?i:quellcode|quelltext\b|\bskripte?\b|\bprojekt\b|programm?code|\blogiciel\b|\bdépôt\b|\bprojet\b)",
            r"(?i:\bcódigo\b|\bproyecto\b|\brepositori[oa]\b|\bprojeto\b|\brepositório\b|\bcodice\b|\bprogetto\b)",
            r"代码|代碼|源码|源碼|项目|專案|仓库|コード|リポジトリ|ソフトウェア|プロジェクト",
            r"코드|저장소|소프트웨어|프로젝트|الشيفرة|الكود|البرنامج|المستودع|المشروع",
            r"(?i:\ball (?:of )?(?:the |our )?python\b|\bthe (?:whole )?lot(?= (?:is|are)\b))",
            r"(?i:\bкод[а-я]{0,2}\b|\bрепозитори[а-я]{1,2}\b|\bпроект[а-я]{0,2}\b|\bскрипт[а-я]{0,2}\b)",
        ),
    ),
    (
        "documents",
        either(
            r"(?i:\b(?:documentation|docs|model ?card|data ?sheet|this (?:document|card|page))\b)",
            r"(?i:\bdokumentation\b|\bdocumentación\b|\bdocumentação\b|\bdocumentazione\b)",
            r"文档|ドキュメント|문서|(?i:документаци[а-я]{1,2}\b)",
        ),
    ),
)
#: Words for code that may stand for all that goes with it.
LOOSE = either(
    r"(?i:\b(?:repository|repo|project|software|package|library|program)\b)",
    r"(?i:\bprojekt\b|\bprojet\b|\bdépôt\b|\blogiciel\b|\bproyecto\b|\brepositori[oa]\b|\bprojeto\b"
    r"|\brepositório\b|\bprogetto\b|\bпроект[а-я]{0,2}\b|\bрепозитори[а-я]{1,2}\b)",
    r"项目|專案|仓库|リポジトリ|ソフトウェア|プロジェクト|저장소|소프트웨어|프로젝트|البرنامج|المستودع|المشروع",
)
#: All that a repository holds, and all but the code.
EVERYTHING = either(
    r"(?i:\b(?:everything|anything) (?:(?:that |which )?you (?:can )?(?:find|see|get|download) )?(?:in|here|published|outside)|\ball (?:files|artifacts|artefacts|contents?|parts|components)\b(?! (?:in|under|below|of) [`'\"]?[\w.-]{1,40}/))",
    r"(?i:\b(?:any|all) (?:part )?of (?:its|their|the) (?:contents?|files)\b|\balles\b|\bl'ensemble\b|\btout le contenu\b|\btodo el contenido\b|\btodo o conteúdo\b"
    r"|\btutto il contenuto\b)",
    r"全部内容|所有内容|すべての(?:内容|ファイル)|모든 (?:파일|내용)|(?i:вс[её] содержимое)",
)
REST = either(
    r"(?i:\b(?:all|any|the) (?:other|remaining) (?:materials?|files|artifacts|artefacts|content|assets|parts)\b)",
    r"(?i:\b(?:whatever|everything that|anything that) is not (?:the )?code\b|(?<!like )\beverything else\b(?! (?:I|we)\b)|\bthe rest\b(?! of\b)|\balles andere\b|\btout le reste\b|\btodo lo demás\b|\btodo o resto\b)",
    r"(?i:\btutto il resto\b|все остальное|всё остальное)|其余|それ以外|나머지",
)
#: What goes with a system and is no element of it; whoever owns them, the elements are not spoken of.
PERIPHERAL = either(
    r"(?i:\b(?:manual|handbook|web ?site|web ?page|blog|videos?|demos?|logos?|figures?|pictures|images?|icons?"
    r"|screenshots?|photos?|fonts?|paper|slides|poster|outputs?|generations?|poems?|benchmarks?|clips"
    r"|text of (?:this|the)|upstream|underlying|media files|servers?|web ?apps?|apis?|playground|colab|dependenc(?:y|ies)|third[- ]part(?:y|ies)|plugins?|teaser|soundtrack|music|trademarks?"
    r"|book|course|tutorials?|guides?|walkthrough)\b)",
    r"(?i:\bexternal programs?\b|\b(?:installed|downloaded|obtained|distributed|licen[cs]ed) separately\b|\b(?:get|download|obtain|install|fetch)\b[^.;,]{0,20} separately\b)",
    r"(?i:\b(?:evaluation|benchmark) \w{3,20}\b|\b(?:test|validation|held-out) (?:data|sets?|clips|suite|corpus|audio|images)\b)",
    r"(?i:\bhandbuch\b|\babbildungen\b|\bausgaben\b|\bsite web\b|\bsitio web\b|\bsorties\b|\bsalidas\b|\bsaídas\b)",
    r"(?i:\bevaluación\b|\bévaluation\b|\bvalutazione\b|\bavaliação\b|\bevaluierung\b)|評価に用い|评估集|评测|평가용",
    r"网站|视频|图片|输出|论文|動画|画像|出力|論文|ウェブサイト|웹사이트|영상|출력물|논문",
    r"(?i:\bсайт[а-я]{0,2}\b|\bвидео\b|\bизображени[а-я]{1,2}\b|\bстать[а-я]{1,2}\b)",
)
#: Words of an element that do not speak of it here.
ASIDE = lazy(
    r"(?i)model licen[cs]e|licen[cs]e code|data ?sheet|source of|training (?=code|script)"
    r"|\b(?:models?|data) (?=(?:code|source|loaders?|preparation|processing|pipeline)\b)"
    r"|(?<=code) (?:of|for|behind) (?:the |our )?(?:[\w-]{1,20} )?(?:models?|data)\b"
    r"|(?<=scripts) (?:of|for|behind) (?:the |our )?(?:[\w-]{1,20} )?(?:models?|data)\b"
)
#: What a thing was made from, or has to be got elsewhere: that it is open says nothing of ours.
MADE_FROM = either(
    r"(?i:\b(?:the|its?|their|this) (?:base|backbone|teacher|parent|original|foundation) (?:models?|weights|checkpoints?|networks?|data\w{0,4})\b|\bseparately\b)",
    r"(?i:\bbasismodell\w{0,2}\b|\bmodèle de base\b|\bmodelo (?:de )?base\b|\bmodello (?:di )?base\b|\bбазов\w{1,3} модел\w{1,3})",
    r"베이스 ?모델|기반 ?모델|ベースモデル|基座模型|底座模型",
)
#: Sections on what others made.
OTHERS_TITLE = lazy(
    r"(?i)acknowledg|credits?\b|thanks|third[- ]party|dependenc|related|references|citation|built (?:with|on)"
    r"|^\W*(?:evaluations?|benchmarks?|评测|评估|評価|평가|avaliação|evaluación|évaluation|valutazione|evaluierung)(?: results)?\W*$"
    r"|^\W*privacy|^\W*support\b|disclaimer|danksagung|remerciements|agradecimientos|ringraziamenti|致谢|謝辞|감사|благодарност"
)
#: Somebody else's work, whose license it is that follows.
OTHERS = either(
    r"(?i:\b(?:we use|uses|using|install\w{0,3}|depends? on|built (?:on|upon|with|from)|builds? (?:on|upon)|based on|derived from"
    r"|adapted from|taken from|borrow\w{0,4}|thanks to|includes?|incorporates?|initiali[sz]ed (?:from|with)"
    r"|start(?:s|ed|ing)? (?:from|with)|fine-?tuned (?:from|on|version of)|trained (?:from|on)|compared? (?:it )?(?:with|to|against)|portions|parts? of|requires?)\b"
    r".{1,120}?(?:\b(?:which|that|whose|both|itself|themselves)\b|\(|, (?:it|they)\b))",
    r"(?i:\b(?:basiert auf|nutzt|verwendet|benutzt)\b.{1,120}?,? (?:das|die|der|welche[srn]?)\b)",
    r"(?i:\b(?:utilise|repose sur|basé\w{0,2} sur|s'appuie sur|part d[eu]|issue? d[eu]|tirée?s? d[eu])\b.{1,120}?(?:\b(?:qui|dont|lequel|laquelle)\b|\((?=[^()]{0,40}$)))",
    r"(?i:\b(?:usa|utiliza|se basa en|basad[oa]s? en|baseia-se em|basead[oa]s? em|si basa su|basat[oaie] su|parte (?:de|da))\b"
    r".{1,120}?(?:\b(?:que|cuy[oa]|cuj[oa]|che|il cui|la cui)\b|\((?=[^()]{0,40}$)))",
    r"(?:使用了?|基于|依赖|依賴|利用).{1,40}?[，,、]\s?(?:该|其|後者|后者|它)",
    r"(?:を使用|を利用|に基づ|をベース).{0,20}?[、,].{0,20}?(?:は|の)",
    r"(?:사용하는|사용하며|기반).{1,40}?(?:라이브러리|모델)(?:는|은)",
    r"(?i:\b(?:использует|основан[аоы]? на)\b.{1,120}?\bкотор[а-я]{2,3}\b)",
)

#: Another place than this one, whose license says nothing of what is here.
ELSEWHERE = either(
    r"(?i:\b(?:separate|another|different|sister|companion) (?:git ?hub )?(?:repositor(?:y|ies)|repos?|projects?)\b)",
    r"(?i:\b(?:separaten?|anderen|eigenen) (?:repositor(?:y|ium)|repo|projekt)\b|\bun (?:autre dépôt|dépôt (?:séparé|à part))\b)",
    r"(?i:\b(?:otro|outro|un altro) repositori[oa]?\b|\brepositori[oa]? (?:aparte|separado|a parte)\b|\bдруг\w{2} репозитори\w{1,2})",
    r"(?:另一个|另外的?|单独的?|独立的?)(?:仓库|项目)|別の?リポジトリ|(?:별도의?|다른) ?저장소",
)

# ------------------------------------------------------------------ relations

NOT = either(
    r"(?i:\b(?:not(?! (?:only|just|otherwise|stated|noted|specified|required|necessary|needed|mandatory|obligatory))|neither|nor|never|no longer|cannot)\b|n't\b)",
    r"(?i:\bno (?:open )?licen[cs]e\b|\b(?:none|nothing) (?:of|in)\b)",
    r"(?i:\bnicht\b|\bkeine?[rsnm]?\b|\bweder\b|\bne\b|\bn'|\baucune?\b|\bpas\b)",
    r"(?i:\bno (?:est[áa]n?|se|es|son|quedan?)\b|\bning[uú]n\w{0,2}\b|\bni\b|\bnão\b|\bnenhum\w?\b|\bnem\b)",
    r"(?i:\bnon (?:è|sono|si|viene|vengono)\b|\bnessun\w?\b|\bné\b)",
    r"不(?!同|过|仅|但|少|断|限)|没有|未(?!来)|並非|并非|ない|ません|ず、|않|아니|아닙|없",
    r"(?i:\bне\b|\bнет\b|\bни\b)",
    # Of other languages what takes back, for their words for code and model are often those of English.
    r"(?i:\b(?:niet|geen|nie|inte|ikke|ej|tidak|bukan|không|değil|není|nejsou|ei|eivät|δεν)\b)|\b(?:ليست?|لا|لم)\b|नहीं",
)
#: A grant of a part, which leaves open what of the rest.
_IN_PART = r"[^,;，、；]{0,60}$"
PARTLY = either(
    r"(?i:\b(?:most|much|many|some|portions?|half|certain|(?<!all )(?<!both )parts?|bits|a few|the majority|the bulk|nearly all|almost all|hardly any|barely any|little) of (?:the|this|our|these|its?|it|them)\b)"
    + _IN_PART,
    r"(?i:\b(?:partly|partially|mostly|mainly|größtenteils|teilweise|überwiegend|teile de[rs]|en partie|la plupart|en (?:gran )?parte|la mayor parte|a maior parte|parte d[oae]s?|la maggior parte|in parte)\b)"
    + _IN_PART,
    r"(?:大部分|部分(?:代码|模型|数据|权重)|の一部|일부|대부분|(?i:\b(?:большая )?часть\b|\bчастично\b))"
    + _IN_PART,
)
EXCEPT = either(
    r"(?i:\bexcept(?:ing)?(?: for)?\b|\bwith the exception of\b|\bother than\b|\bexclud(?:ing|es)\b|\bapart from\b"
    r"|\bwithout the\b|\ball but\b|\boutside (?:of )?(?:the )?|\bbut not\b|\bsave for\b|\baside from\b|\bnot including\b)",
    r"(?i:\bmit ausnahme\b|\baußer\b|\bausgenommen\b|\bà l'exception\b|\bsauf\b|\bhormis\b|\bexcepto\b|\bsalvo\b)",
    r"(?i:\bcon (?:la )?excepción\b|\bcom exceção\b|\bexceto\b|\ba eccezione\b|\btranne\b|\beccetto\b|\besclus[ioae]\b)",
    r"除(?!非|外)|を除|以外|제외|(?i:\bкроме\b|\bза исключением\b)",
    r"(?i:\b(?:behalve|uitgezonderd|oprócz|z wyjątkiem|utom|undtagen|unntatt|kecuali|ngoại trừ|hariç|kromě)\b)|باستثناء|ما عدا",
)
FUTURE = either(
    r"(?i:^\W{0,3}should\b|^\W{0,4}\[ \]|\bbecomes? available\b|\btodo\b|\btbd\b|\bprobably\b|\bundecided\b|\bnot yet\b"
    r"|\bin talks\b|\bstill (?:clarifying|deciding|checking|discussing)\b|\bnot (?:yet )?decided\b|\bleftover\b|\blegal status\b|\bhope for\b"
    r"|^\W{0,3}(?-i:If) you (?:need|want|prefer)\b|\b(?:if|when) (?:the paper|accepted|published|the reviewers)\b)",
    r"(?i:\bwill (?:be|also be|soon|then|eventually|become|release|publish|open|put|share|follow|switch|move)\b)",
    r"(?i:\b(?:plan|plans|planned|planning|intend|intends|hope|hopes|expect|aim|aims|going|want) to\b"
    r"|\b(?:once|upon|after) (?:the |our |its |their )?(?:paper|acceptance|accepted|publication|review|release|launch"
    r"|embargo|grant|it)\b|\bcoming soon\b|\bsoon\b|\bto be (?:released|licensed|published|announced|decided)\b"
    r"|\bto follow\b|\bpending\b|\bwould\b)",
    r"(?i:\b(?:wird|werden|sollen?)\b.{0,120}\bwerden\b|\bgeplant\b|\bdemnächst\b|\bin kürze\b|\bkünftig\b|\bsobald\b"
    r"|\bplanen\b|\bbeabsichtig\w{1,4}\b)",
    r"(?i:\bsera\b|\bseront\b|\bprévo\w{1,5}\b|\bprévue?s?\b|\bprochainement\b|\bbientôt\b|\bune fois\b|\bdès que\b)",
    r"(?i:\bserán?\b|\bliberar[áa]n?\b|\bpublicar[áa]n?\b|\bplaneamos\b|\bprev(?:é|emos)\b|\bpróximamente\b"
    r"|\buna vez\b|\bserão\b|\bpretendemos\b|\bplanejamos\b|\bem breve\b|\bassim que\b|\buma vez\b)",
    r"(?i:\bsar(?:à|anno)\b|\bverr(?:à|anno)\b|\bprevedia\w{1,3}\b|\bprossimamente\b|\ba breve\b|\buna volta\b"
    r"|\bnon appena\b|\bintendiamo\b|\bprevist[oaie]\b)",
    r"将(?:会|以|在|于|按|采用|开|發|发|遵)|將(?:會|以|在|於)|即将|计划|計劃|敬请期待|待.{1,12}后",
    r"(?i:\b(?:zal|zullen|zostan(?:ie|ą)|będ(?:zie|ą)|wkrótce|kommer att|olacak|yakında|sẽ|akan)\b)|سوف|سيتم|ستكون|قريب",
    r"予定|計画|採択後|近日|예정|계획|추후|(?i:\bбуд(?:ет|ут)\b|\bпланиру\w{1,4}\b|\bскоро\b)",
)
PAST = either(
    r"(?i:\bversions? \d[\d.]{0,8} (?:to|through|and|until|-|–) \d|\bранн(?:ие|их|яя) верси)",
    r"(?i:\b(?:up to|before)(?: and including)? (?:v|version |release )?\.?\d)",
    r"(?i:\b(?:previously|formerly|originally|used to (?:be|ship|release|publish|distribute|offer|licen[cs]e|come|carry|have|provide|share)|earlier|older|prior to|until|till|initially|once was"
    r"|(?:moved|switched|changed|migrated|relicen[cs]ed) (?:away )?from|(?:withdrawn|withdrew|retracted|abandoned) (?:the|our|its))\b)",
    r"(?i:\bbis (?:version|v|einschließlich|zu)|\bfrüher\w{0,2}\b|\bvormals\b|\bursprünglich\b|\bzuvor\b|\bauparavant\b"
    r"|\banciennement\b|\bjusqu'|\binitialement\b|\bprécédemment\b)",
    r"(?i:\banteriormente\b|\bhasta\b|\bantes\b|\boriginalmente\b|\baté\b|\bprecedentemente\b|\bfino a\w{0,4}\b"
    r"|\bin precedenza\b|\boriginariamente\b)",
    r"(?i:\b(?:voorheen|vroeger|wcześniej|tidigare|tidligere|önceden|trước đây|sebelumnya)\b)|سابق|\bكانت?\b",
    r"此前|以前|之前|原先|曾经|旧版|以前は|までは|이전|과거|기존|(?i:\bранее\b|\bраньше\b|\bпрежде\b|\bдо версии\b)",
)
#: Just before the name of a license: it is another one, made from it.
MODIFIED = either(
    r"(?i:\b(?:modified|custom|customi[sz]ed|adapted|amended|altered|extended|variant of|version of|based on"
    r"|derived from|inspired by|similar to|resembl\w{1,4}|modelled on|modeled on|adaptation of|in the spirit of)\b)",
    r"(?i:modifiziert\w{0,2}|angepasst\w{0,2}|geändert\w{0,2}|angelehnt|ähnlich\w{0,2}|basier\w{1,3} auf)",
    r"(?i:modifiée?s?\b|inspirée?s?\b|basée?s?\b|adaptée?s?\b|modificad[oa]s?\b|basad[oa]s?\b|basead[oa]s?\b"
    r"|inspirad[oa]s?\b|adaptad[oa]s?\b|modificat[oaie]\b|basat[oaie]\b|ispirat[oaie]\b)",
    r"معدل|مستوحا|修改|基于|类似|改编|改変|変更|修正|準じた|基にした|수정|변형|유사|(?i:модифицирован\w{1,3}|изменённ\w{1,3})",
    r"(?i:измененн\w{1,3}|основанн\w{1,3} на|похож\w{1,3})",
)
#: Just behind the name.
STYLED = either(
    r"(?i:[\s-]{1,2}(?:style|styled|inspired|derived|type)\b|-(?:like|based|ish)\b)",
    r"(?i:\s{0,2}-?\s?(?:ähnlich\w{0,2}|artig\w{0,2}|basiert\w{0,2})\b)",
    r"\s?(?:风格|類似|をベース|をもと|に基づ|ベース|ライク|を改変|を一部|に準じ|を修正|기반|스타일|을 수정|를 수정|과 유사|와 유사|변형)",
)
#: Behind the name: something goes with it.
RIDER = either(
    r"(?i:\bwith (?:the |an? |some |our |one |two |these |those )?(?:additions?|additional|further|extra|following|commons|added"
    r"|restrict\w{1,6}|amend\w{1,6}|addend\w{1,4}|exceptions?(?! of)|conditions?|limitations?|modif\w{1,9}|rider|custom|use|attribution|usage|display|branding|specific|certain"
    r"|important|ethical|responsible|field)\b)",
    r"(?i:^\s{0,2}\+\s?\w|\bcommons clause\b|\bplus\b|\bsubject to\b|\btogether with\b|\bas amended\b|\bas modified\b|\bsupplement\w{1,3}\b"
    r"|\bcombined with\b|\bprovided (?:that|you)\b|\bas long as\b|\bon (?:the )?condition\b|\bif you agree\b"
    r"|\band (?:its|our|the|an?) (?:additional|following|acceptable|use|usage|responsible)\b|\bour (?:own )?additions?\b)",
    r"(?i:\bbut (?:you |it |they |users |only |with )?(?:may not|must|can ?not|only|not|requires?|needs?|excludes?|adds?)\b)",
    r"(?i:\bmit (?:zusätzlich\w{0,2}|der einschränkung|den einschränkungen|folgend\w{1,2}|einer zusatz\w{0,9})\b"
    r"|\bzuzüglich\b|\bergänzt um\b|\bsofern\b)",
    r"(?i:\bavec (?:des|les|une|la|l') ?(?:restriction|condition|clause|limitation|interdiction)|\bsous réserve\b"
    r"|\bassortie?s?\b|\bcomplétée?s?\b)",
    r"(?i:\bcon (?:la |las |los |una |le |la |delle )?(?:restricc|condici|cláusula|limitac|restrizion|condizion|clausol)"
    r"|\bsujet[oa]s? a\b|\bsujeit[oa]s? a\b|\bsoggett[oaie] a\b|\bcom (?:a |as |uma )?(?:restri|condi|cláus|limita))",
    r"(?i:\bwith (?:the |an? )?(?!the\b|an?\b|llvm|classpath|gcc|linking|font|openssl|bison|autoconf)[\w-]{1,20} exceptions?\b)|بشرط|شريطة|\bمع\b",
    r"附加|另加|附有|外加|但(?:不得|需|须|必须)|追加|ただし|추가|단,|(?i:\bс (?:дополнительн|ограничени|оговорк|услови))",
)
#: Right before a name: it was so.
WAS = lazy(
    r"(?i)\b(?:was|were|war|waren|était|fue|foi|era|был[аои]?)\b(?: (?:the|an?|all|still|just|plain|unter|под))?\s{1,3}$"
)
#: Bans a use of what was spoken of.
USE_IT = lazy(r"(?i)\b(?:use|modify|copy|sell|resell|share|redistribute|offer|host|deploy|run) (?:it|them)\b")
#: Begins a question; what is asked is said of nothing.
QUESTION = lazy(
    r"(?i)^[^\w¿]{0,4}(?:¿|is|are|can|may|could|what|which|who|whose|how|why|do|does|will|under|where|when|should|was|ist|sind|darf|kann|welche[rs]?|est-ce|puis-je|quelle?|posso)(?:\b|(?<=¿))"
)
#: Begins the text of a license itself.
GRANT_TEXT = lazy(
    r"(?i)^\W{0,4}(?:permission is hereby granted, free of charge|permission to use, copy, modify|redistribution and use in source and binary forms)\b"
)
#: A choice between licenses.
EITHER = lazy(
    r"(?i)\bor\b|\beither\b|\bat your (?:option|choice)\b|\byour choice\b|\bdual|\boder\b|\bou\b|\bo\b|\bили\b|或|または|또는|/"
)
#: What joins two names in one grant: nothing but words that say nothing of another thing.
JOINS = lazy(
    r"(?i)[\s,/&|()\"'“”]{0,9}(?:\b(?:and|or|and/or|either|the|a|both|und|oder|et|ou|y|o|e|и|или|licen[cs]es?|the terms of"
    r"|version|later|or later|as well as|under|der|die|la|le|il|di|a licença|la licencia)\b|和|或|与|及|または|および|と|및|또는"
    r"|许可证|許可證|ライセンス|라이선스|лицензи[а-я]{1,2}|[\s,/&|()\"'“”-]|lizenz){0,9}"
)
#: Where a sentence goes on to something else.
BREAKS = lazy(
    r"(?i)[;；]|[,，、](?! (?:version|v\d|inc\b|ltd))|\b(?:and|but|while|whereas|und|aber|während|et|mais|tandis que|alors que"
    r"|y|pero|mientras|e|mas|enquanto|ma|mentre|и|а|но)\b|[·|]|而|但|並|并且|一方|が、|하고|하며|이고|이며|지만"
)
#: Says that a sentence is on terms.
LICENSED = either(
    r"(?i:licen[cs]|(?:released?|available|distributed?|published?|provided?|shared?|offered|covered|governed|open.?sourced?"
    r"|dedicated|placed?|put|free software|made available|use[ds]?)(?: [\w-]{1,20}){0,3} (?:under|by|to|into|in)|terms of|public domain)",
    r"(?i:lizenz|licenc|licenç|licenz|(?:steht|stehen|veröffentlicht|bereitgestellt) unter|\bgeben\b[^.;]{0,30}\bfrei\b|freigegeben)",
    r"许可|許可|协议|授权|开源|ライセンス|で(?:公開|配布|提供)|라이선스|라이센스|(?:로|으로) (?:공개|배포|제공)|رخص|ترخيص|(?i:лиценз)",
)
TERMS_TITLE = either(
    r"(?i:licen[cs]|\bagreement\b|terms|legal|\brestrictions\b|\b(?:acceptable|permitted|prohibited) uses?\b|copyright|availability|usage rights|conditions|lizenz|nutzungsbedingung|rechtliches)",
    r"(?i:conditions d'utilisation|licença|términos|termos|condiciones|condizioni|licenza)",
    r"许可|許可|协议|授权|条款|ライセンス|利用規約|라이선스|이용 ?약관|رخص|ترخيص|(?i:лиценз|условия)",
)

# ------------------------------------------------------------------ restrictions without a license's name

_PURPOSE = (
    r"(?:research|academi\w{1,3}|education\w{0,2}|non-? ?commercial\w{0,2}|personal|private|teaching|scientific"
    r"|hobby\w{0,4}|scholar\w{0,2}|researchers?|classroom|universit(?:y|ies)|students?)"
)
_SHARED_FOR = (
    r"(?i:\b(?:shared?|released?|provided?|available|offered)\b(?:[^.;:]|\.\w){0,40}\bfor (?:the purpose of )?(?:[a-z]{1,15} and )?"
    r"(?:research|academic|scientific|non-? ?commercial)\b(?:[^.;:]|\.\w){0,20}(?:purposes?|use)\b(?!(?:[^.;]|\.\w){0,30}\bcommercial))"
)
#: A purpose without a word such as "only".
SHARED_FOR = lazy(_SHARED_FOR)
#: A freedom that is taken away, by kind.
RESTRICTS = (
    (
        "non-commercial",
        either(
            r"(?i:\bfor\b[^.;,:]{0,25}\bnon-? ?commercial\b|\bnon-? ?commercial (?:use|purposes?|licen[cs]e|research|only)\b)",
            r"(?i:\b(?:not|n't|never|cannot)\b(?! (?:limited|restricted))(?:[^.;:]|\.\w){0,45}\b(?:commercial(?:ly| use| usage"
            r"| purposes?| products?| settings?| services?| gain)?|make money|earn|for profit|for gain)\b)",
            r"(?i:\b(?:compan(?:y|ies)|business(?:es)?|enterprises|corporations|commercial (?:entities|users?|organi[sz]ations"
            r"|actors|customers))\b(?:[^.;:]|\.\w){0,40}\b(?:need|needs|require|must|have to|has to)\b(?:[^.;:]|\.\w){0,40}\b(?:paid|licen[cs]e"
            r"|permission|agreement|contact)\b)",
            r"(?i:\bno commercial (?:use|usage|exploitation)\b|\bif you (?:make|earn) (?:any )?money\b[^.;]{0,40}\b(?:owe|need|must|have to|pay|contact)\b|\bnot for (?:profit|sale)\b)",
            r"(?i:\b(?:commercial (?:use|usage|exploitation|deployment|purposes?))\b(?:[^.;:]|\.\w){0,45}"
            r"\b(?:requires?|prohibited|forbidden|excluded|banned|needs?|not|contact|reserved|separate|paid|disallowed)\b)",
            r"(?i:\b(?:contact|write (?:to )?|e-?mail|ask|reach out|get in touch|talk to)\b(?:[^.;]|\.\w){0,25}(?:\.[^ .;]{1,20}){0,3}"
            r"(?:[^.;]|\.\w){0,40}\bcommercial(?:ly)?(?: use| usage| deployment| exploitation|\.|$| purposes?| product))",
            r"(?i:\bcommercial (?:use|usage)\b[^.;]{0,90}\b(?:authori[sz]ation|application|approval|permission|request|register)\b)",
            r"(?i:\bpermission to use\b[^.]{0,160}\bfor [a-z, -]{0,40}(?:not-for-profit|non-?profit|non-?commercial|research)\b)",
            r"(?i:\bfor (?:anything |any )?commercial\b[^.;]{0,30}\b(?:contact|write|ask|email)\b)",
            r"(?i:\b(?:prohibit\w{0,3}|forbid\w{0,5}|exclud\w{1,3})\b(?:[^.;:]|\.\w){0,30}\bcommercial)",
            r"(?i:\b(?:may|must|can) ?not be (?:sold|resold|monetized)\b|(?:\bnot|n't|\bnever) (?:re-?sell|sell|monetize)\b)",
            r"[(（\[](?i:non-? ?commercial)[)）\]]|غير (?:ال)?تجاري|(?:يُ?منع|يُ?حظر|لا يجوز)[^.]{0,40}تجاري",
            r"[\u274c\U0001f6ab\u26d4\u2717\u2718](?i:\W{0,3}(?:[^.;]|\.\w){0,30}(?:commerc|resell|redistribut|re-?upload|profit))",
            r"(?i:nicht-?\s?(?:kommerziell|gewerblich)\w{0,2}|\b(?:kommerziell|gewerblich)e[nrs]? (?:nutzung|verwendung|einsatz|zwecke)(?:[^.;]|\.\w){0,40}"
            r"(?:verboten|untersagt|nicht|ausgeschlossen|bedarf|erfordert|nötig|notwendig|erforderlich|kostenpflichtig|benötigt|lizenzpflichtig)|\b(?:keine|nicht für) kommerzielle[nr]?\b)",
            r"(?i:\b(?:usage|utilisation|exploitation) commerciale?\b(?:[^.;]|\.\w){0,40}(?:interdit|exclu|prohib|pas|nécessite)"
            r"|\b(?:fins|usages?|utilisations?) non[- ]commerciale?s?|\binterdit\w{0,3}\b(?:[^.;]|\.\w){0,30}commercial)",
            r"(?i:\buso comerciale?\b(?:[^.;]|\.\w){0,30}(?:prohibid|no |proibid|não|vedad|vietat|proibit|non |requiere|requer|richiede)"
            r"|\buso commerciale\b(?:[^.;]|\.\w){0,30}(?:vietat|proibit|non |richiede|esclus)"
            r"|\b(?:prohibid|proibid|vietat|proibit)[oae]s?\b(?:[^.;]|\.\w){0,30}(?:comerci|commerci))",
            r"(?i:\b(?:fines|uso|fins|usos) (?:no|não)[- ]comercia|\b(?:scopi|fini|uso) non[- ]commercial"
            r"|\b(?:no|não|non) (?:se )?(?:pueden?|podrán?|podem?|possono|può)\b(?:[^.;]|\.\w){0,40}(?:comerci|commerci))",
            r"(?:禁止|不得|不可|不能|严禁|嚴禁|请勿|請勿|不允许|不允許)[^。；]{0,12}(?:商用|商业|商業|营利|盈利)|非商(?:业|用|業)",
            r"如需商用|(?:商用|商业使用|商业用途|商業使用)[^。；，,]{0,12}(?:请联系|请填写|需|须|禁止|除外|取得)",
            r"(?:商用|商業|営利)[^。]{0,12}(?:禁止|不可|できません|できない|禁じ|認め|許可(?:して|されて)(?:い|お)(?:ない|ません|りません)|お断り|ご遠慮|お控え)|非商用|非営利",
            r"(?:상업|영리)[^.]{0,18}(?:금지|불가|할 수 없|허용(?:되지|하지) 않|금합니다|허락|문의|제한[되됩합])|비상업|비영리",
            r"(?i:коммерческ\w{1,3} (?:использовани|цел|применени)\w{1,3}(?:[^.;]|\.\w){0,30}(?:запрещ|не |нельзя)|некоммерческ"
            r"|запрещ\w{1,5}(?:[^.;]|\.\w){0,40}коммерч|нельзя(?:[^.;]|\.\w){0,40}коммерч)",
        ),
    ),
    (
        "research-only",
        either(
            rf"(?i:\b(?:only|solely|exclusively|strictly)\b(?:[^.;:]|\.\w){{0,40}}\b(?:for|to|in|by)\b(?:[^.;:]|\.\w){{0,30}}\b{_PURPOSE}\b)",
            rf"(?i:\b{_PURPOSE}\b(?: [\w,/-]{{1,15}}){{0,3}}? (?:use|usage|purposes?|projects?),? only\b)",
            rf"(?i:\b{_PURPOSE}\b(?:[ ,/&-]|and|or|\b{_PURPOSE}\b){{0,8}}(?:purposes?|use|usage|basis|study|studies|work)?,? (?:only|exclusively|solely)\b)",
            rf"(?i:\b(?:limited|restricted|confined|reserved) (?:to|for)\b(?:[^.;:]|\.\w){{0,30}}\b{_PURPOSE}\b)",
            rf"(?i:\bfree(?:ly)?(?: to use| available| of charge)?(?: for)\b(?:[^.;:]|\.\w){{0,25}}\b{_PURPOSE}\b(?! (?:and|or) commercial))",
            r"(?i:\b(?:may|can) (?:be )?(?:used?|run)\b(?:[^.;:]|\.\w){0,25}\bfor (?:evaluation|teaching|research|academic)\b(?!(?:[^.;]|\.\w){0,30}\bcommercial))",
            _SHARED_FOR,
            r"(?i:\b(?:is|are) for (?:\w{1,12} )?(?:internal|personal|private|academic|research|non-?commercial) use\b)",
            rf"(?i:^\W{{0,3}}for {_PURPOSE}\b[^.;:]{{0,30}}\b(?:purposes?|use),)",
            r"(?i:\b(?:universit\w{1,3}|non-?profits?|academics|students|schools)\b(?:[^.;:]|\.\w){0,40}\b(?:get|receive|(?:may|can) use)\b)",
            r"(?i:\bnot (?:be )?(?:for|used? in|used for) production\b|\bno production use\b|\bfor nothing else\b|\bfor no other purposes?\b)",
            r"(?i:\b(?:nur|ausschließlich|ausschliesslich|lediglich)\b(?:[^.;]|\.\w){0,50}(?:forschung|akademisch|lehre|wissenschaft|privat|bildung))",
            r"(?i:\b(?:uniquement|exclusivement|seulement|réservée?s?|limitée?s?)\b(?:[^.;]|\.\w){0,50}(?:recherche|académi|enseigne|pédago|personnel))",
            r"(?i:\b(?:exclusivamente|únicamente|solo|sólo|solamente|apenas|somente|só|esclusivamente|soltanto|unicamente)\b"
            r"(?:[^.;]|\.\w){0,50}(?:investigaci|acad[eéê]mic|educa|personal|pesquisa|pessoal|ricerca|accademic|didattic))",
            r"(?:仅|僅|只)(?:限|供|可|能|用|许|允许)?[^。；，,]{0,15}(?:研究|学术|學術|学习|教育|个人|個人|评估)",
            r"(?:研究|学術|教育|個人|評価)[^。]{0,14}(?:のみ|に限|限定|だけ|限り)",
            r"(?:연구|학술|교육|개인|평가)[^.]{0,15}(?:만|한하여|한해|한정|제한|전용)",
            r"للبحث[^.]{0,30}فقط|لأغراض (?:البحث|أكاديمية|تعليمية)[^.]{0,20}فقط",
            r"(?i:(?:только|исключительно)(?:[^.;]|\.\w){0,50}(?:исследова|научн|образоват|личн|учебн|академич))",
        ),
    ),
    (
        "no-redistribution",
        either(
            r"(?i:(?:\b(?:not|cannot|never|neither|nor)|n't)\b(?:[^.;:]|\.\w){0,30}\b(?:redistribut\w{1,4}|re-?shared?|re-?uploaded?|pass(?:ed)? on|copied|copy"
            r"|(?:modif\w{2,6}|alter(?:ed)?) (?:the |this |our |these )?(?:weights|models?|code|data\w{0,4}|software|it|them|files)"
            r"|sublicen[cs]\w{1,3})\b)",
            r"(?i:\b(?:redistribution|distribution|copying|modification|sharing|reus(?:e|ing)|passing)\b(?:[^.;:]|\.\w){0,80}\b(?:not (?:allowed|permitted)"
            r"|prohibited|forbidden|requires?)\b)",
            r"(?i:^\W{0,4}no (?:redistribution|re-?sale|resell\w{0,3}|sublicensing|passing on)\b)",
            r"(?i:\bweitergabe\b(?:[^.;]|\.\w){0,30}(?:nicht|untersagt|verboten)|\bredistribu\w{1,6}\b(?:[^.;]|\.\w){0,30}(?:interdit|prohibid|proibid|vietat))",
            r"(?:禁止|不得|请勿)[^。；]{0,8}(?:分发|转载|传播|修改)|再配布[^。]{0,8}(?:禁止|不可|できません)|재배포[^.]{0,10}(?:금지|불가)",
            r"(?i:распространени\w{1,2}(?:[^.;]|\.\w){0,25}(?:запрещ|не )|нельзя распростран)",
        ),
    ),
    (
        "territory",
        either(
            r"(?i:\b(?:users?|persons?|people|companies|entities|anyone|residents?|organi[sz]ations)\b(?:[^.;:]|\.\w){0,50}"
            r"\b(?:may not|must not|cannot|can not|are not (?:allowed|permitted|granted))\b(?: \w{1,12}){0,2}"
            r" (?:use|download|run|access|deploy|obtain|license)\b)",
            r"(?i:\b(?:receive|get|are granted|obtain)s? no (?:licen[cs]e|rights?)\b)",
            r"(?i:\b(?:licen[cs]ed?|granted|permitted|allowed)\b[^.;]{0,60}\b(?:except|excluding|outside(?: of)?|not)(?: for| in| to)?(?: the)? (?:EU|European|EEA|United|UK|USA?|China|Russia|South Korea)\b)",
            r"(?i:\bonly by (?:persons|people|users|companies|those|individuals|organi[sz]ations)\b)",
        ),
    ),
    (
        "threshold",
        either(
            r"(?i:\b(?:fewer|less|more) than [\d,.]{1,12}(?: [a-z]{1,10}){0,3} (?:employees|users|customers|seats|revenue|mau)\b)",
            r"(?i:\b(?:makes?|making|earns?|earning|generates?|generating|raised|turns? over)\b[^.;]{0,12}\b(?:more|less|over|under|above|below)(?: than)? ?(?:(?:[$€£¥]|USD|EUR) ?\d|\d[\d.,]{0,12} ?(?:[kmb]n?|million|billion)? ?(?:[$€£¥]|USD|EUR|dollars|euros)))",
            r"(?i:\b(?:annual |yearly )?(?:revenues?|turnover)\b(?:[^.;:]|\.\w){0,30}(?:exceed|above|below|over|under|less|more|[$€£]))",
            r"(?:日活|月活|用户数?)[^。；]{0,12}(?:超过|大于|达到)[^。；]{0,30}(?:须|需|申请)",
        ),
    ),
    (
        "no-training",
        either(
            r"(?i:\b(?:(?:may|must|shall|should|do|can) ?not|n't|neither|nor|never|cannot|agree not)\b(?:[^.;:]|\.\w){0,40}"
            r"\b(?:train|improve|develop|distill?|fine-?tune)\b(?:[^.;:]|\.\w){0,50}\b(?:models?|ai|llms?)\b)",
        ),
    ),
    (
        "field-of-use",
        either(
            r"(?i:\b(?:use|usage|deployment)\b(?:[^.;:]|\.\w){0,60}\b(?:is|are) (?:strictly |expressly )?(?:prohibited|forbidden"
            r"|not (?:allowed|permitted))\b)",
            r"(?i:\byou (?:shall|may|must) not use (?:it|them|(?:the|this|these|our) (?:software|code|models?|weights|data\w{0,4}|checkpoints?|project|library)) (?:to|for)\b)",
            r"(?i:\b(?:you|users?|I) (?:hereby |must )?(?:agree|confirm|promise|undertake|certify|warrant)\b[^.;:]{0,80}(?:\b(?:not|never)|n't)(?: to)? use\b)",
            r"(?i:\byou (?:shall|may|must) not use (?:the|this|these|our) [a-z]{3,12}, (?:the |this |our )?[a-z]{3,12},? (?:and|or|nor) (?:the |this |our )?[a-z]{3,12} (?:to|for)\b)",
            r"(?i:\b(?:surveillance|military|weapons?|face recognition|facial recognition|biometric\w{0,2}|law enforcement)\b"
            r"(?:[^.;:]|\.\w){0,50}\b(?:prohibited|forbidden|banned|excluded|not (?:allowed|permitted))\b)",
            r"(?i:\b(?:not|never|cannot|neither|nor|prohibit\w{0,3}|forbid\w{0,3})\b(?:[^.;:]|\.\w){0,40}\b(?:for|in) (?:\w{1,15} ){0,3}"
            r"(?:surveillance|military|weapons?|warfare)\b)",
        ),
    ),
    (
        "revocable",
        either(
            r"(?i:\bpermissions?\b(?:[^.;:]|\.\w){0,30}\b(?:withdrawn|revoked|cancel\w{0,3})\b|\bagree to delete\b|\bmust be (?:deleted|destroyed|returned)\b|\bright to (?:withdraw|revoke|terminate)\b"
            r"|\b(?:may|can) be (?:revoked|withdrawn)\b)",
        ),
    ),
    (
        "proprietary",
        either(
            r"(?i:\b(?:is|are|remains?|stays?)\b(?:[^.;:]|\.\w){0,30}\b(?:proprietary|confidential|closed[- ]source|not open[- ]source)\b)",
            r"(?i:\b(?:consider|everything|code|weights|data|remain)\b(?:[^.;:]|\.\w){0,60}\ball rights reserved\b|\bremains? the property of\b|\bsource-available\b|\bproprietary (?:software|licen[cs]e|code)\b|\bunder (?:an? )?NDA\b|\binternal use only\b)",
            r"(?i:\bno (?:permission|rights?|licen[cs]e|consent) (?:is|are)(?: hereby)? (?:given|granted) to (?:use|copy|run|modify|distribute|reproduce)\b)",
            r"(?i:\b(?:may|must|can|do|shall) ?not (?:re-?use|use|copy|modify|distribute|share|reproduce)\b[^.;:]{0,80}\bwithout (?:(?:the|our|my|prior|written|express|explicit) ){0,4}(?:permission|consent|asking|authori[sz]ation)\b(?! (?:of|from) (?:an?|the|your|their) (?!authors?\b|owners?\b|copyright)))",
            r"(?i:\b(?:prohibid|proibid|vietat)[oa]s? (?:su |sua |la |el |a |o |qualquer |cualquier )?(?:reproduç|reproducci|riproduzione|copia|cópia|distribu|utiliza|uso\b))",
            r"(?i:\breproduction\b[^.;]{0,40}\binterdite\b|\bне\b[^.;]{0,40}\bбез [^.;]{0,20}(?:разрешени|согласи))",
            r"(?:利用|使用|複製|転載)を?(?:一切)?禁じ(?:ます|られ|てい)",
            r"(?i:\bproprietäre?[rsn]?\b|\bpropriétaires?\b|\bpropietari[oa]s?\b|\bproprietári[oa]s?\b|\bproprietari[oaie]?\b)",
        ),
    ),
)
#: What is said of fitness, of support, or as the opposite of a restriction.
HARMLESS = either(
    r"(?i:\bwe (?:do not|don't|never|will not|won't) |\bnot (?:intended|designed|suitable|meant|evaluated|tested|validated|a substitute)\b|\bno restrictions?\b"
    r"|\bwithout restrictions?\b|\bdo(?:es)? not (?:restrict|prohibit|forbid|limit|collect|store|sell)\b"
    r"|\bnothing\b[^.;:]{0,40}(?:non-? ?commercial|restrict)|\b(?:dropped|removed|lifted|waived)\b[^.;:]{0,40}(?:commercial|restrict)"
    r"|\bcommercial (?:and|or|as well as) non-? ?commercial|\bnon-? ?commercial (?:and|or|as well as) commercial"
    r"|\bnot (?:restricted|limited|prohibited|forbidden)\b|\bno (?:non-? ?commercial|field|use)[^.;:]{0,20}clause\b"
    r"|\bcommercial (?:support|partners?|products? built)\b)",
    r"(?i:\b(?:are|is|were) not (?:included|part of|distributed|hosted|shipped|bundled)\b|\bnot (?:used|included) here\b"
    r"|\bno se incluyen\b|\bne sont pas inclus\b|\bnon sono inclus)|同梱していません|不包含在|포함되어 있지 않",
    r"(?i:\bdoes not (?:re-?distribute|host|share|copy|modify)\b|\bnot (?:re-?distributed|hosted|shipped) by us\b"
    r"|\bfree\b[^.;]{0,80}(?:\band|\bor|\bas well as|,) (?:for )?commercial (?:use|usage|purposes?|applications?)\b)",
    r"(?i:\bkeine(?:rlei)? einschränkung|\bsans restriction|\baucune restriction|\bsin restricci|\bsem restri|\bsenza restrizion)",
    r"商用[・、/]{0,2}(?:・)?非商用|非商用[・、/]{0,2}商用|問わず|(?:不论|无论|不論)(?:是否)?商用|商用与非商用|商用(?:和|或)非商用",
    r"无需|無需|(?<!不)(?:可|允许|允許)(?:免费|免費)?商用",
    r"无(?:任何)?限制|没有限制|制限(?:は|なし|はありません)|제한 없|(?i:\bбез ограничений\b)",
)
#: An offer besides an open license takes nothing away.
OFFER = lazy(
    r"(?i)commercial licen[cs]|commercial terms|\bsell you an? (?:[a-z]{1,12} )?licen[cs]e|kommerzielle lizenz|licence commerciale|licencia comercial|商业许可|商用ライセンス|상용 라이선스"
)
COPYLEFT = lazy(r"(?i)\ba?gpl\b|\bagpl|gnu (?:affero |lesser )?general public|\bdual|mpl")
#: Who would rather pay than take the license that is there.
RATHER = lazy(
    r"(?i)\bif (?:the|you)\b|does not suit|cannot|can't|unable|not want|do not wish|otherwise|alternativ|instead|exempt"
)
#: That a license is for what is named, and for nothing else.
ALONE = lazy(
    r"(?i)\bnothing else\b|\b(?:covers?|applies to|is for|extends to)\b[^.;]{0,60}\b(?:only|alone)\b|\bonly (?:covers|applies|for)\b"
)
#: Behind a name: what else is given in the same way.
ALIKE = lazy(
    r"(?i)\b(?:just )?(?:like|as (?:is|are|do|does)|so (?:is|are)|same (?:as|goes for|holds for|applies to)|as well as(?: for)?)"
    r"\s{1,3}(?:for )?(?:the |our |its )?"
)
#: Ends a clause on another thing, of which the same is said.
TOO = lazy(
    r"(?i)(?: [^\W\d]{1,20})?[ ,]{1,2}(?:too|as well|likewise|aussi|également|auch|ebenfalls|también|também|anche|тоже|также)\W{0,3}$"
)
#: What leads to a thing in a clause of its own.
LEADS = lazy(
    r"(?i)[\s,;–—-]{0,4}(?:(?:and|et|und|y|e|и) )?(?:(?:the|our|its|les?|la|die|das|der|el|los|las|os?|as?|il|i|gli) )?"
)
#: What makes less of "the same goes for the weights".
LESS = lazy(
    r"(?i)\b(?:only|if|unless|after|when|once|until|that|which|but|nur|wenn|sobald|seulement|si|quand|solo|sólo|só|cuando|quando|se|только|если)\b|のみ|だけ|但"
)
#: Says of some things what was said before.
LIKEWISE = either(
    r"(?i:^[^.;:]{0,40}(?:[:–—-]|\bis|\bare) ?(?:likewise|ditto|same)\W{0,3}$|^\W{0,4}(?:this|that|the same|it) (?:also |equally )?(?:applies|holds|goes|is true) (?:also |equally )?(?:for|to)\b)",
    r"(?i:^\W{0,4}(?:das|dies|gleiches|dasselbe) gilt (?:auch )?für\b|^\W{0,4}(?:(?:ceci|cela) (?:vaut|s'applique)|il en va de même) (?:aussi )?pour\b"
    r"|^\W{0,4}(?:(?:lo mismo|o mesmo|lo stesso) )?(?:vale|se aplica) (?:también |também |anche )?(?:para|per|a)\b|^\W{0,4}то же (?:относится|касается)\b)",
    r"も同様(?:です|の扱い|\W{0,3}$)|同样适用于|도 (?:동일|마찬가지)(?:합니다|입니다)",
)
#: Stands for what was spoken of before.
PRONOUN = lazy(
    r"(?i)\b(?:they|it|these|those|both|all of (?:it|them)|each|some|others|sie|diese|beide|ils|elles|ellos|estos|eles|essi"
    r"|они|оба|обе)\b|它们?|两者|これら|이들"
)
#: What a clause says of the thing before it.
RELATIVE = lazy(r"(?i),? \b(?:which|whose)\b|\bthat (?=(?:is|are|was|were|has|have)\b)")
#: A thing of somebody who is named.
POSSESSIVE = lazy(r"\b([A-Z][\w.-]{1,40})['’]s\b")
#: A thing that is named by itself: what is said is said of it.
NAMED = lazy(
    r"(?:^|[.;:,] |\band )\W{0,4}([^\W\d_][\w.+-]{1,40}(?: [\w.+-]{1,40}){0,3}?)(?: [vV]?\d[\w.]{0,8})?(?:,[^,]{1,60},)? ?"
    r"(?:\b(?:is|are|comes?)\b|:|—|–)"
)
NO_THING = words(
    "license licence licensing licenses terms this it that these those both all everything anything "
    "note notice copyright lizenz licencia licença licenza legal code weights model data which they use "
    "each either none nothing what released release distribution status version summary short tldr you "
    "we please here there i лицензия 许可证 ライセンス 라이선스 see tl dr general info usage disclaimer dual dually "
    "licensed"
)
#: A version or a size behind the name of a model.
SIZED = lazy(r"(?i)^[\w-]{1,40}?[ -]?(?:v?\d[\w.]{0,8}|small|base|large|tiny|mini|xl|xs)$")
#: A sentence that begins with a file of weights, or an archive called as a model of a size is.
OF_FILE = lazy(
    r"(?i)^\W{0,4}[\w.-]{1,60}?(?:\.(?:safetensors|ckpt|pth?|gguf|onnx|npz)"
    r"|-\d[\dx.]{0,6}[bm](?:-[\w.-]{1,40})?\.(?:tar|zip|tgz|tar\.gz|bin))\b"
)
#: What a license is denied to, behind its name: "does not extend to the weights".
REACHES = lazy(
    r"(?i)\b(?:does|do|is|are|shall|will) not (?:\w{1,12} )?(?:extend|apply|cover|include|concern|hold|meant|intended)\w{0,4}\b"
)
#: Says what a thing is meant for.
INTENDED = lazy(r"(?i)\b(?:intended|meant|designed|recommended|suitable|aimed)\b")
#: Sections on what others made, though they are on terms.
THIRD = lazy(r"(?i)third[- ]?part|dependenc|acknowledg|credits?\b")
#: Terms that are somebody else's, and not told here.
THEIRS = either(
    r"(?i:\bunder (?:the )?(?:terms|licen[cs]es?|conditions)(?: of use)? of (?:the|its|their) (?!licen|mit|apache|gnu|bsd|cc)\w)",
    r"(?i:\b(?:subject to|abide by|comply with|governed by|bound by|inherits?|follows?)\b[^.;]{0,60}\b(?:terms|licen[cs]es?"
    r"|conditions|agreements?|polic(?:y|ies))\b)",
    r"(?i:\bsoumis\w{0,2} à\b|\bsujet[oa]s? a\b|\bsiguen la licencia\b|\bseguem a licença\b|\bunterliegen\b|\bsoggett[ioae] a\b)",
    r"規約に従|のライセンスに従|遵循其|遵守其|약관을 따",
)
#: Denies rights to something, or that they are anybody's here to give.
NO_RIGHTS = either(
    r"(?i:\b(?:do|does) not own\b|\bno rights? (?:are|is) granted\b|\bgrants? no rights?\b|\bno clear licen[cs]e\b|\ball rights (?:in|to) [^.;]{1,40}reserved\b|\bcopyright (?:of third|belongs|remains)|\brights? (?:remain|remains|belong|stay)\b|\bwithout a clear licen[cs]e\b)",
    r"(?i:\bnon concediamo\b|\bdiritti restano\b|\bderechos (?:son|pertenecen)\b|\bdroits (?:restent|appartiennent)\b|\bautorização por escrito\b)",
    r"権利を付与するものではあり|権利は.{1,20}帰属|許諾しておりません|版权归.{1,20}所有|저작권은.{1,20}있",
)
#: A thing that is spoken of and is none of ours by its word.
THING = lazy(
    r"(?i)\b(?:the|these|those|die|das|les|los|las|gli|os|as) (?!same|terms|licen|following|above|mit\b|apache|bsd|gnu|gpl|cc\b|creative|mozilla"
    r"|unlicense|isc\b|zlib|open|modified|new\b|project|authors?\b)[\w/-]{3,30}"
)
#: Before a word for all of a project: what it is a part of.
WITHIN = lazy(r"(?i)\b(?:in|of|from|within|for) (?:this|the|our) $")
#: In a row of a table: where the thing is.
WHERE = lazy(
    r"(?i)[(（]\s?(?:(?:in )?(?:this|an?other|separate|different) (?:repo|repository|project|release)|here)\s?[)）]"
)
#: A row of a table that is on what is here.
HERE = lazy(r"(?i)\bours\b|\bthis (?:repo|repository|project|one|release)\b")
#: Sets one thing against another.
AGAINST = lazy(
    r"(?i)\b(?:whereas|while|but|während|aber|tandis|alors|mais|mientras|pero|enquanto|mentre|ma|а|но)\b|而|但|一方"
)
#: Before a name: it is what something is.
IS = lazy(
    r"(?i)(?:\b(?:is|are|has been|have been|remains?|stays?|under|come under|comes under|sous|unter|bajo|sob|sotto|под|applies|vale|valgono|gilt|gelten"
    r"|s'applique|se aplica|est|sont|ist|sind|è|sono|es|son|é|são)\b|['’](?:s|re)\b|[:·|–—=→⇒>-])"
    r"\s{0,3}(?:(?:now|all|both|just|plain|simply|also|still|invece|jetzt|dagegen|auch|aussi|también|também|anche|тоже|также) ){0,2}(?:under )?"
    r"(?:the |la |il |die |der )?(?:terms of )?(?:the )?$"
)
#: Between an element and its license: nothing, or how the element is called.
CALLED = lazy(r"(?: files?)?(?:\s?[(（][^()（）]{1,60}[)）])?[\s*_`]{0,6}[(（]?")
#: What may stand between an element and "it is", that it is the one which is meant.
IT_IS = lazy(
    r"(?i)(?:[\s,;:.*–—-]|\b(?:was|were|is|are|now|and|so|but|(?-i:[A-Z]{3}[\w.-]{0,12}))\b){0,12}\b(?:it(?: is|['’]s)|they(?: are|['’]re))\b.{0,30}"
)
ITS = lazy(r"(?i)\b(?:it(?: is|['’]s)|they(?: are|['’]re))\b[^.;,]{0,20}$")
#: Whose a license in parentheses is: of the thing before it.
HELD = lazy(r"([A-Z0-9][\w.+-]{0,40})['’\"”]?\s?[(（]\s?$")
#: A sentence that goes on about what was spoken of.
OPENS = lazy(
    r"(?i)^\W{0,4}(?:they|it|those|these|both) (?:is|are|was|were|may|must|can|have|has|do|does|come|comes|remain|stay)\b"
)
#: Near the name of a license, that it is given.
GIVEN = lazy(
    r"(?i)\b(?:is|are|be|been|comes?|applies|apply|holds?|covers?|covered|uses?|under|carr(?:y|ies)|stays?|remains?|es|son|est|sont|è|sono|são|é"
    r"|ist|sind|unter|bajo|sous|sob|sotto|por|по|под)\b|[:–—|()-]|は|で|の下|采用|遵循|依照|以|기반|라이선스"
)
#: What something may not be done for, where it is left out of a grant.
USES = lazy(r"(?i)\buses?\b|usag|militar|polic|commerc|comerc|nutzung|cases?\b")
#: Says in so many words that terms are spoken of.
OF_TERMS = lazy(
    r"(?i)legal status|copyright|licen[cs]|lizenz|licenc|licenz|лиценз|open.?source[ds]?\b|许可|許可|ライセンス|라이선스|terms\b"
)
#: A box that is not ticked, and a warranty that is disclaimed.
NO_PLAN = lazy(r"(?i)^\W{0,4}\[[ x]\]|in the hope that|\bif you\b|\baims? to\b")
#: Denies that there are terms at all.
DENIES = lazy(
    r"(?i)\bno (?:open )?licen[cs]e\b|\bnot (?:\w+ ){0,2}(?:licen[cs]ed|covered|granted|part of|open)|\bneither\b"
    r"|nicht (?:lizenziert|unter)|keine lizenz|aucune licence|ninguna licencia|nenhuma licença|nessuna licenza"
    r"|不(?:适用|包括|在)|没有许可|ライセンス(?:は|され)[^。]{0,10}(?:ません|ない)|라이선스(?:가|는)[^.]{0,8}(?:없|않)|не (?:лицензир|распростран)"
)
#: Words of which a sentence on terms has one.
WORTH = either(
    r"(?i:licen[cs]|lizenz|licenc|licenç|лиценз|commerc|comerci|kommerz|коммерч|research|forsch|recherche|investig|pesquisa"
    r"|ricerca|исследов|only|redistribut|proprietary|confidential|may not|must not|cannot|public.domain|under|covered"
    r"|governed|\bmit\b|apache|\bbsd|gpl|\bcc[ -]?(?:by|0)|creative|openrail|vietat|prohib|proib|interdit|verboten|untersagt|запрещ|только|libre|frei |permit|permission|allow|nothing else|no other|shall not|if you make money|\bodc|odbl|pddl|cdla|eupl|\bepl\b|cecill|\bmpl|\bisc\b|likewise|ditto|gilt|vale |разрешени|agree|confirm|at least 18|unless|exclusiv|propert|withdraw|revok|share|copy|clarif|decid|rights|subject to|comply|abide|soumis|soggett|sujet|diritti|droits|nutzung|gewerb|restrict|free )",
    r"[\u274c\U0001f6ab\u26d4\u2717\u2718]|许可|許可|协议|授权|商用|商业|非商|研究|仅|禁止|不得|商業|営利|禁じ|同様|超过|ライセンス|のみ|CC ?(?:BY|0)|라이선스|라이센스|상업|영리|연구|금지|رخص|ترخيص|تجاري|فقط",
)
