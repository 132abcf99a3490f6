// The page's own part: takes what is dropped or chosen, has it checked in a worker, shows the report in a frame that
// runs nothing. Whatever a repository says is only ever set as text.
import config from "./config.js";

const { seconds, hosts } = config;
const $ = (id) => document.getElementById(id);

/** What version control keeps for itself, and what was installed: the first is left out, the second not looked into. */
const REPOSITORY = new Set([".git", ".hg", ".svn"]);
const INSTALLED = new Set([".mypy_cache", ".tox", ".venv", "__pycache__", "node_modules"]);

// A worker has the policy of where it comes from, and a static host sends none: a blob's is that of this page.
const body = `import ${JSON.stringify(new URL("worker.js", location.href).href)};`;
const address = URL.createObjectURL(new Blob([body], { type: "text/javascript" }));
const policy = self.trustedTypes?.createPolicy("osaid", { createScriptURL: () => address });

let worker, timer, saved = [];

function stop(words) {
  worker?.terminate();
  worker = undefined;
  end(words);
}

function end(words) {
  clearTimeout(timer);
  $("stop").hidden = true;
  $("state").textContent = words;
}

function check(name, message) {
  // A check that still runs is given up.
  if (!$("stop").hidden) stop("");
  $("result").hidden = true;
  $("stop").hidden = false;
  if (!worker) {
    worker = new Worker(policy ? policy.createScriptURL("") : address, { type: "module" });
    worker.onerror = () => stop("The program could not be loaded, or came to an end.");
    $("state").textContent = "Loading the program …";
  }
  worker.onmessage = ({ data }) => {
    if (data.checking || data.read) {
      $("state").textContent = `Checking ${name} …${data.read ? ` ${data.read} answers` : ""}`;
      clearTimeout(timer);
      timer = setTimeout(stop, 1000 * seconds, `Stopped: ${name} took more than ${seconds} seconds to check. `
        + "The command line has no such limit.");
    } else if (data.broken) {
      stop(data.refused);
    } else if (data.refused) {
      end(data.refused);
    } else {
      show(data);
    }
  };
  worker.postMessage(message);
  $("state").scrollIntoView({ block: "nearest" });
}

function show({ name, outcome, headline, unread, ...forms }) {
  saved.forEach(URL.revokeObjectURL);
  const file = name.replace(/[^\w.-]+/g, "-").replace(/^[.-]+/, "").slice(0, 80) || "report";
  for (const [id, type] of [["html", "text/html"], ["json", "application/json"], ["md", "text/markdown"]]) {
    const url = URL.createObjectURL(new Blob([forms[id]], { type: `${type};charset=utf-8` }));
    saved.push(url);
    Object.assign($(id), { href: url, download: `${file}.osaid.${id}` });
  }
  $("result").hidden = false;
  $("report").src = $("html").href;
  const lack = unread ? ` ${unread} of the files that matter could not be read, so not all could be told.` : "";
  end(`${name}: ${outcome}. ${headline}${lack}`);
  $("state").scrollIntoView({ block: "start" });
}

$("report").addEventListener("load", () => {
  const inside = $("report").contentDocument;
  if (!inside?.body) return;
  for (const link of inside.links) link.target = "_blank";
  const fit = () => { $("report").style.height = `${inside.documentElement.offsetHeight + 2}px`; };
  new ResizeObserver(fit).observe(inside.body);
  fit();
});

function checkZip(file) {
  if (/\.zip$/i.test(file.name)) check(file.name, { kind: "zip", files: [[file.name, file]] });
  else end(`${file.name} is no zip file. Drop a zip file, or the folder itself.`);
}

/** files: [path below the folder, file]. */
function checkFolder(name, files) {
  const own = ([path]) => !path.split("/").some((part) => REPOSITORY.has(part));
  const git = files.some(([path]) => path === ".git" || path.startsWith(".git/"));
  const kept = files.filter(own);
  if (kept.length) check(name, { kind: "folder", name, files: kept, git });
  else end(`${name} holds no files.`);
}

const called = (work) => new Promise(work);

/** Every file below a dropped folder. */
async function walk(folder, prefix = "", found = []) {
  const reader = folder.createReader();
  for (let some; (some = await called((yes, no) => reader.readEntries(yes, no))).length;) {
    for (const entry of some) {
      const path = prefix + entry.name;
      if (entry.isFile) found.push([path, await called((yes, no) => entry.file(yes, no))]);
      // A name is enough for the report to say that it was not looked into.
      else if (REPOSITORY.has(entry.name) || INSTALLED.has(entry.name)) found.push([`${path}/-`, new Blob()]);
      else await walk(entry, `${path}/`, found);
    }
  }
  return found;
}

async function dropped(items) {
  const [item, ...others] = items.filter(({ kind }) => kind === "file");
  if (!item || others.length) return end("Drop one zip file, or one folder.");
  const entry = item.webkitGetAsEntry();
  if (entry?.isDirectory) return checkFolder(entry.name, await walk(entry));
  return checkZip(item.getAsFile());
}

$("zip").addEventListener("change", ({ target }) => { if (target.files.length) checkZip(target.files[0]); });
$("folder").addEventListener("change", ({ target }) => {
  const rows = [...target.files].map((file) => [file.webkitRelativePath.split("/"), file]);
  if (rows.length) checkFolder(rows[0][0][0], rows.map(([[, ...path], file]) => [path.join("/"), file]));
});
$("place").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("address").value.trim();
  if (text) check(text, { kind: "place", text, hosts });
});
$("stop").addEventListener("click", () => stop("Stopped."));
addEventListener("dragover", (event) => {
  event.preventDefault();
  document.documentElement.classList.add("dragged");
});
for (const kind of ["dragleave", "drop"]) {
  addEventListener(kind, () => document.documentElement.classList.remove("dragged"));
}
addEventListener("drop", (event) => {
  event.preventDefault();
  dropped([...event.dataTransfer.items]).catch((error) => end(`It could not be read: ${error.message}`));
});
