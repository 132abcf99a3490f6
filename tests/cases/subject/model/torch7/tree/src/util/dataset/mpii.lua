local M = {}
function M:loadImage(idx) return image.load(paths.concat(opt.dataDir, 'images', ffi.string(annot.images[idx]:data()))) end
return M
