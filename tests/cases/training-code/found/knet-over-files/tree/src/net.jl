using Knet
struct Net; layers; end
(n::Net)(x) = foldl((a, l) -> l(a), n.layers; init = x)
