"""What code and scripts that make a training set say."""

from __future__ import annotations

from ...signals import signal

_WRITES = signal(
    "writes",
    r"\.(?:to_parquet|to_feather|to_pickle|to_json|to_csv)\(",  # pandas, Polars
    r"\.(?:to_disk|save_to_disk|push_to_hub)\(",  # spaCy, Hugging Face
    r"\.(?:tofile|add_item)\(",  # NumPy, Megatron
    r"memmap\(.{0,80}w\+",
    r"np\.save\w{0,30}\(",
    r"(?:Dataset|Indexed)\w{0,30}Builder",
    r"TFRecordWriter",
    r"json\.dumps?\(",
    r"\bjdump\(",
    r"pickle\.dump\(",
    r"\.write(?:lines|_all|_text|_bytes|String|r)?\(",
    r"writeFile\w{0,30}\(",  # JavaScript
    r"fwrite\(",  # C
    r"BufWriter",  # Rust
    r"File::create\(",
    r"write\.csv\(",  # R
    r"write_csv\(",
    r"saveRDS\(",
    r"CSV\.write\(",  # Julia
    r"\b(?:write|save|dump)_(?:data|tokens?|jsonl?|csv|dataset|records?|file|parquet)\w{0,30}\(",
    r"\bcsv\.NewWriter\(",  # Go
    r"\bos\.(?:Create|WriteFile)\(",
    r"\bnew (?:FileWriter|PrintWriter|FileOutputStream|StreamWriter)\(",  # Java, C#
    r"\bFiles?\.[wW]rite\w{0,20}\(",
    r":write\w{0,12}\(",  # Lua
    r"\bopen\(.{0,80}[\"'](?:w|wb|wt|w\+|a|>|>>)[\"']",  # Lua, Perl, Julia
    r"^\s{0,20}print \{?\$?(?:[A-Z]{2,20}|\w{0,20}(?:fh|out|OUT))\}? ",  # Perl
    r"\bwrite(?:\.table|_delim|_tsv|_rds|_feather|_parquet|Lines)\(",  # R
    r"\bofstream\b",  # C++
)
_SHARDS = signal(
    "shards",
    r"TFRecordWriter\(",
    r"ShardWriter\(",  # WebDataset
    r"MDSWriter\(",  # MosaicML Streaming
    r"JsonlWriter\(",  # datatrove
    r"ParquetWriter\(",
    r"(?:Indexed|MMap)\w{0,30}DatasetBuilder\(",  # Megatron
    r"lmdb\.open\(.{0,80}map_size",
    r"\b(?:ds|dataset\w{0,20}|data)\.(?:save_to_disk|push_to_hub)\(",  # Hugging Face
)
_CORPUS = signal(
    "corpus",
    r"load_dataset\(",
    r"fasttext",
    r"langid",
    r"langdetect",
    r"[mM]in[hH]ash",
    r"[dD]edup",
    r"pyspark",
    r"apache_beam",
    r"jsonlines",
    r"warcio",
    r"FastWARC",
    r"trafilatura",
    r"datatrove",
)
_TORCHDATA = signal(
    "torchdata",
    r"class \w{1,30}\((?:\w{1,30}\.)*(?:Iterable)?Dataset\)",  # PyTorch
    r"DataLoader\(",
    r"def collate",
    r"tf\.data\.Dataset",  # TensorFlow
    r"\.(?:from_tensor_slices|TFRecordDataset)\(",
    r"\w_dataset_from_directory\(",  # Keras
    r"seqio\.\w{0,12}(?:Task|Mixture|DataSource)",
)
_READS = signal(
    "reads",
    r"read_(?:csv|json|parquet|table|excel)\(",  # pandas, Polars, readr
    r"read_(?:lines|text|bytes|to_string)\(",
    r"\bopen\(",
    r"json\.loads?\(",
    r"np\.load\(",
    r"glob\(",
    r"os\.listdir\(",
    r"\.iterdir\(",
    r"sys\.stdin",
    r"requests\.get\(",
    r"urlopen\(",
    r"^\s{0,20}from\b.*(?:read_|stdin)",  # imports what reads
    r"fopen\(",  # C, PHP
    r"fread\(",  # C, data.table
    r"BufReader",  # Rust
    r"File::open",
    r"\bfs::read",
    r"readFile\w{0,30}\(",  # JavaScript
    r"read\.csv\(",  # R
    r"CSV\.(?:read|File)\(",  # Julia
    r"\b(?:readlines|eachline|readdlm|readdir)\(",
    r"\bcsv\.(?:reader|DictReader|NewReader)\(",  # Python, Go
    r"\bbufio\.New(?:Scanner|Reader)\(",
    r"\bos\.(?:Open|ReadFile|ReadDir|walk|scandir)\(",
    r"\bio\.(?:open|lines)\(",  # Lua
    r"\bnew (?:BufferedReader|FileReader|FileInputStream|StreamReader|Scanner)\(",  # Java, C#
    r"\bFiles?\.[rR]ead\w{0,20}\(",
    r"\bifstream\b",  # C++
    r"\bwhile\s{0,4}\(.{0,40}<\$?\w{0,20}>",  # Perl
    r"\b(?:textscan|csvread|dlmread|fgetl|xlsread|readmatrix|readtable)\(",  # MATLAB
    r"\b(?:readLines|list\.files|read\.table|read\.delim)\(",  # R
    r"\bread_(?:delim|tsv|rds|feather|fwf)\(",
    r"^\s{0,20}(?:SELECT\b|select )",  # SQL
    r"^\s{0,20}(?i:from)\b.*(?:SELECT|select )",
)
_TABLES = signal(
    "writes-tables",
    r"^\s{0,20}(?i:insert)\s{1,20}(?:overwrite|OVERWRITE|into|INTO)\b",  # SQL
    r"^\s{0,20}(?i:create\s{1,20}(?:or\s{1,20}replace\s{1,20})?)(?:table|TABLE|view|VIEW)\b",
)
#: What holds a recording, a picture, a sequence or a measurement, as it came.
_TAKES = signal(
    "takes",
    r"\bimread\(",  # pictures
    r"\bImage\.open\(",
    r"\b(?:image\.load|ImageIO\.read|imageDatastore|load_img|read_image)\(",
    r"\bload_image\w{0,12}\(",
    r"\b(?:wavfile|sf|soundfile)\.read\(",  # sound
    r"\b(?:librosa|librosa\.core|torchaudio)\.load\(",
    r"\b(?:audioread|wavread)\(",
    r"\bAudioSegment\.from_\w{1,12}\(",
    r"\bwave\.open\(",
    r"\b(?:nib|nibabel)\.load\(",  # scans
    r"\b(?:ReadImage|dcmread|niftiread|load_nii|load_untouch_nii|dicomread)\(",
    r"\b(?:EdfReader|rdsamp)\(",  # signals of a body
    r"\bmne\.io\.read_\w{1,20}\(",
    r"\bSeqIO\.parse\(",  # sequences and molecules
    r"\b(?:PDBParser|SDMolSupplier|readDNAStringSet|readVcf|read\.fasta)\(",
    r"\bMolFrom\w{1,20}\(",
    r"\b(?:sc|anndata)\.read_\w{1,12}\(",
    r"\b(?:read_midifile|PrettyMIDI|MidiFile)\(",  # music
    r"\bconverter\.parse\(",
    r"\bpgn\.read_game\(",  # games
    r"\b(?:nc_open|ncread|NCDataset|st_read)\(",  # the earth
    r"\b(?:xr|xarray)\.open_\w{1,12}\(",
    r"\b(?:netCDF4\.Dataset|rasterio\.open|gdal\.Open|gpd\.read_file)\(",
    r"\b(?:trimesh\.load|read_triangle_mesh|read_point_cloud|pcread)\(",  # shapes
    r"\b(?:h5py\.File|hdf5\.open|h5read|loadmat|matread|matopen|npzread)\(",  # arrays
    r"\b(?:iterparse|WikiCorpus|BeautifulSoup|ET\.parse)\(",  # marked text
)
_KEEPS = signal(
    "keeps",
    r"\bimwrite\(",  # pictures
    r"\b(?:im|img|image|crop|cropped|resized|out|new_im|new_img)\w{0,12}\.save\(",
    r"\b(?:wavfile|sf|soundfile)\.write\(",  # sound
    r"\b(?:torchaudio\.save|audiowrite|wavwrite|write_wav)\(",
    r"\.export\(.{0,80}format\s{0,4}=",
    r"\b(?:WriteImage|niftiwrite|save_nii|SeqIO\.write)\(",
    r"\b(?:nib|nibabel)\.save\(",
    r"\bnp\.save\w{0,30}\(",  # arrays
    r"\bh5py\.File\(.{0,120}[\"'](?:w|a|r\+)[\"']",
    r"\bhdf5\.open\(.{0,120}[\"']w[\"']",
    r"\b(?:create_dataset|h5write|h5create|savemat|matwrite|npzwrite|writedlm|jldsave)\(",
    r"(?<![.\w])(?:@save\b|save\(\s{0,4}(?:fullfile|\[|[\"'\w]))",  # MATLAB, R, Julia
    r"\b(?:to_netcdf|writeRaster|to_hdf)\(",
    r"\btorch\.save\(",  # Torch7
    r"\bshutil\.(?:copy\w{0,6}|move)\(",  # files sorted into folders
)
_ALTERS = signal(
    "alters",
    r"\bre\.(?:sub|split|findall)\(",  # text
    r"\b(?:gsub|str_replace\w{0,6}|regexprep|strrep|strsplit)\(",
    r"\.(?:lower|strip|rstrip|replace)\(",
    r"=~ s/",  # Perl
    r"\bunicodedata\.normalize\(",
    r"\.(?:split|join|append)\(",
    r"\.(?:drop_duplicates|dropna|fillna|groupby|merge|apply)\(",  # tables
    r"\b(?:mutate|left_join|drop_na|na\.omit|pivot_\w{1,8}|group_by|filter)\(",
    r"\bnp\.(?:pad|reshape|concatenate|vstack|hstack|stack|array|zeros|transpose|clip)\(",  # arrays
    r"\.(?:reshape|astype|transpose)\(",
    r"\bcv2?\.(?:resize|cvtColor|warp\w{1,12}|flip|threshold)\(",  # pictures
    r"\b(?:imresize|imcrop|imrotate|rgb2gray)\(",
    r"\.(?:resize|crop|rotate|convert|set_frame_rate|set_channels)\(",
    r"\b(?:melspectrogram|mfcc|stft|spectrogram|resample)\(",  # sound
    r"\bstrings\.(?:Split|Replace\w{0,6}|ToLower|Trim\w{0,8}|Fields)\(",  # Go
)
_AUGMENTS = signal(
    "augments",
    r"\btransforms?\.(?:Compose|Random\w{1,24}|Resize|CenterCrop|Normalize|ColorJitter)\(",
    r"\b(?:Random(?:Crop|ResizedCrop|HorizontalFlip|VerticalFlip|Rotation|Affine|Erasing))\(",
    r"\b(?:random|rand)_?(?:[cC]rop|[fF]lip|[rR]otat\w{1,4}|[sS]cale|[jJ]itter|[tT]ranslat\w{1,4})\w{0,20}\(",
    r"\b(?:ImageDataGenerator|imageDataAugmenter|augmentedImageDatastore)\(",
    r"^\s{0,20}(?:import|from) (?:albumentations|imgaug|audiomentations|nlpaug)\b",
    r"\btf\.image\.(?:random_\w{1,24}|resize\w{0,24}|per_image_standardization)\(",
    r"\bimage\.(?:crop|hflip|vflip|scale|rotate|translate)\(",  # Torch7
    r"\b(?:TimeMasking|FrequencyMasking|SpecAugment|spec_augment)\b.{0,40}\(",
    r"\b(?:def|function|func|fn) \w{0,20}(?:[aA]ugment|[jJ]itter|[dD]istort|[mM]ixup|[cC]utmix)\w{0,20}",
    r"\baugment\w{0,20}\(",
)
_PREPARES = signal(
    "prepares",
    r"\b(?:train_test_split|random_split|splitobs|initial_split|createDataPartition|cvpartition|dividerand)\(",
    r"\b(?:Standard|MinMax|Robust|MaxAbs)Scaler\(",
    r"\b(?:to_categorical|one_?hot(?:batch)?|OneHotEncoder|LabelEncoder|get_dummies|pad_sequences)\w{0,8}\(",
    r"\b(?:CountVectorizer|TfidfVectorizer)\(",
    r"[\w\])] ?/=? ?255\b",
    r"-\s{0,4}[\w.]{0,24}mean\w{0,12}.{0,24}/\s{0,4}\(?[\w.]{0,24}(?:std|sigma|sd)",
    r"(?:\)\./|\) \./ )\(?(?:std|sd|sigma|s)\w{0,8}\b",  # Julia, MATLAB
    r"\b(?:zscore|mapminmax|bsxfun|standardi[sz]e|normali[sz]e)\w{0,20}\(",
    r"\b(?:melspectrogram|mfcc|stft|spectrogram)\(",
    r"\btokenizer\(",
    r"\b(?:[tT]rain(?:ing)?|TRAIN)_?(?:size|frac|ratio|split|percent|pct|SIZE|FRAC|RATIO|SPLIT)\w{0,8}\s{0,4}="
    r"\s{0,4}\[?0?\.\d",
    r"\btokenizer\.(?:encode\w{0,12}|texts_to_sequences|tokenize|apply_chat_template)\(",
    r"\btexts_to_sequences\(",
)
_STREAMS = signal(
    "streams",
    r"^\s{0,20}print\s{0,4}\(?\s{0,4}[\"']?[\w\"' ]{0,30}(?:line|sent|text|word|token|\.join\()\w{0,12}",
)
SIGNALS = {
    "code": (
        _WRITES,
        _TABLES,
        _SHARDS,
        _TAKES,
        _KEEPS,
        _ALTERS,
        _AUGMENTS,
        _PREPARES,
        _STREAMS,
        signal("reads-numbers", r"\b(?:genfromtxt|loadtxt)\("),
        signal(
            "packs",
            r"\bDocBin\(",  # spaCy
            r"\btarfile\.open\(.{0,60}[\"']w",
            r"\bTarWriter\(",  # WebDataset
            r"\bofstream\b",  # C++
        ),
        _CORPUS,
        signal(
            "tokenizes",
            r"\.(?:encode|encode_ordinary|encode_batch|tokenize)\(",
            r"\btokenize\(",
        ),
        signal(
            "maps",
            r"\.(?:map|filter)\(\s{0,20}(?:lambda|(?:process|token|clean|filter|format|preprocess)\w{0,30})",
        ),
        _TORCHDATA,
        signal(
            "synthesizes",
            r"openai\.(?:Chat)?Completion",
            r"completions\.create",
            r"openai_completion",  # Alpaca
        ),
        _READS,
        signal(
            "reloads",
            r"load_state_dict\(",
            r"(?:Model\w{0,30}|LM)\.from_pretrained\(",
            r"\.save_pretrained\(",
        ),
    ),
    "shell": (
        signal(
            "converts",
            r"\b(?:sox|ffmpeg|mogrify|lame|flac)\s",  # sound and pictures
            r"\b(?:mri_convert|3dcalc|fslmaths|dcm2niix|bet2?|flirt|antsRegistration)\s",  # scans
            r"\b(?:gdal_translate|gdalwarp|cdo|ncks)\s",  # the earth
            r"\b(?:samtools|bedtools|bcftools|seqtk|seqkit)\s",  # sequences
            r"\b(?:tokenizer|clean-corpus-n|normalize-punctuation|truecase|lowercase)\.perl\b",  # Moses
            r"\b(?:fairseq-preprocess|onmt[-_]preprocess|onmt[-_]build[-_]vocab|spm_encode|subword-nmt)\b",
            r"\b(?:convert_imageset|compute_image_mean|extract_features|copy-feats|make_mfcc|compute-mfcc)\w{0,8}\b",
            r"\b(?:sed|awk|tr|sort|shuf|split|grep|iconv|jq)\s.{0,200}>\s{0,4}\S",  # text
        ),
        signal(
            "downloads",
            r"\b(?:wget|curl|aria2c)\b",
            r"\b(?:gsutil|aws s3)\b",
            r"\b(?:huggingface-cli download|kaggle datasets)\b",
        ),
    ),
    "config": (
        signal(
            "transforms",
            r"^\s{0,12}(?:mirror: ?true|crop_size: ?\d|mean_file:|mean_value:)",  # Caffe
        ),
    ),
}
