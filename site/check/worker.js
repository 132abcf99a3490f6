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

const checks = {
  zip: ({ python, page }, { files: [file] }) => among(python, [file], () => page.of_zip(`${ROOT}/${file[0]}`)),
  folder: ({ python, page }, { name, files, git }) =>
    among(python, files.map(([path, file]) => [`${name}/${path}`, file]), () => page.of_folder(`${ROOT}/${name}`, git)),
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
