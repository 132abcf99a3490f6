function heatmapAccuracy(output, label, thr)
    local preds = getPreds(output)
    local dists = calcDists(preds, label, thr)
    local acc = {}
    for i = 1, #idxs do acc[i + 1] = distAccuracy(dists[idxs[i]]) end
    return unpack(acc)
end
