// Runs the checker on what the page hands over. It takes the page's policy along, for it starts from a blob of it.
// Pyodide tries it to learn what kind of worker this is, and to try it is against the page's policy.
self.importScripts = undefined;

const ROOT = "/given";
const at = (name) => new URL(name, import.meta.url).href;
let started;

async function loaded(name) {
  const answer = await fetch(at(name));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function start() {
  const packages = Promise.all([loaded("packages.zip"), loaded("page.py")]);
  packages.catch(() => {});
  const { loadPyodide } = await import("./pyodide/pyodide.mjs");
  const python = await loadPyodide({ indexURL: at("pyodide/") });
  const [packed, source] = await packages;
  const room = python.runPython("import site; site.getsitepackages()[0]");
  python.unpackArchive(packed, "zip", { extractDir: room });
  python.FS.writeFile(`${room}/page.py`, source);
  python.FS.mkdir(ROOT);
  return { python, page: python.pyimport("page") };
}

/** What `work` gives while files lie below ROOT by their names; they are read piece by piece, and never copied. */
function among({ FS }, files, work) {
  const blobs = files.map(([name, data]) => ({ name, data }));
  FS.mount(FS.filesystems.WORKERFS, { blobs }, ROOT);
  try {
    return work();
  } finally {
    FS.unmount(ROOT);
  }
}

const AT_ONCE = 8, SILENCE = 30_000;
const TOLD = ["content-type", "link", "retry-after", "x-error-code", "x-ratelimit-remaining"];
// Who says that it is asked too often is asked no more in this check.
const busy = new Map();
let count;

/** How to ask for the start of a file: a range where there is more, and never a login. */
const headers = (part, limit, accept) => ({
  ...(part ? { Range: `bytes=0-${limit - 1}` } : {}), ...(accept ? { Accept: accept } : {}),
});

/** An answer as page.py takes it. */
function answer(url, status, header, data, why = "") {
  if (status === 429 || (status === 403 && header("x-ratelimit-remaining") === "0")) busy.set(new URL(url).host, status);
  postMessage({ read: ++count });
  const told = Object.fromEntries(TOLD.map((name) => [name, header(name)]).filter(([, value]) => value !== null));
  return { status, headers: JSON.stringify(told), data, why };
}

async function startOf(body, limit) {
  const parts = [];
  let size = 0;
  const reader = body.getReader();
  while (size < limit) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.length;
  }
  reader.cancel().catch(() => {});
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

async function one([url, limit, part, accept]) {
  const refused = busy.get(new URL(url).host);
  if (refused) return answer(url, refused, () => null);
  try {
    const got = await fetch(url, {
      headers: headers(part, limit, accept), credentials: "omit", referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(SILENCE),
    });
    return answer(url, got.status, (name) => got.headers.get(name), got.ok ? await startOf(got.body, limit) : null);
  } catch (error) {
    return answer(url, 0, () => null, null, error.name === "TimeoutError" ? "no answer in time" : "not reached");
  }
}

/** What each address gives, several at once. */
async function ask(wanted) {
  const rows = JSON.parse(wanted), found = [];
  let next = 0;
  const work = async () => { for (let at; (at = next++) < rows.length;) found[at] = await one(rows[at]); };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}

/** The same one after the other, where Python can't wait for a promise. */
function askInTurn(wanted) {
  return JSON.parse(wanted).map(([url, limit, part, accept]) => {
    const refused = busy.get(new URL(url).host);
    if (refused) return answer(url, refused, () => null);
    const request = new XMLHttpRequest();
    try {
      request.open("GET", url, false);
      request.responseType = "arraybuffer";
      for (const [name, value] of Object.entries(headers(part, limit, accept))) request.setRequestHeader(name, value);
      request.send();
    } catch {
      return answer(url, 0, () => null, null, "not reached");
    }
    // To ask for a header that may not be seen is told as an error.
    const seen = new Headers(request.getAllResponseHeaders().trim().split("\r\n").map((row) => row.split(/: (.*)/, 2)));
    const data = request.response && new Uint8Array(request.response);
    return answer(url, request.status, (name) => seen.get(name), data);
  });
}

const checks = {
  zip: ({ python, page }, { files: [file] }) => among(python, [file], () => page.of_zip(`${ROOT}/${file[0]}`)),
  folder: ({ python, page }, { name, files, git }) =>
    among(python, files.map(([path, file]) => [`${name}/${path}`, file]), () => page.of_folder(`${ROOT}/${name}`, git)),
  place: ({ page }, { text, hosts }) => {
    busy.clear();
    count = 0;
    const asked = JSON.stringify(hosts);
    const waits = "Suspending" in WebAssembly;
    return waits ? page.of_place.callPromising(text, asked, ask) : page.of_place(text, asked, askInTurn);
  },
};

self.onmessage = async ({ data }) => {
  let room;
  try {
    started ??= start();
    room = await started;
  } catch (error) {
    started = undefined;
    postMessage({ refused: `The program could not be loaded: ${error.message}` });
    return;
  }
  postMessage({ checking: true });
  try {
    postMessage(JSON.parse(await checks[data.kind](room, data)));
  } catch (error) {
    const last = String(error.message).trim().split("\n").at(-1);
    postMessage({ refused: `The check came to an error, which should not happen: ${last}`, broken: true });
  }
};
