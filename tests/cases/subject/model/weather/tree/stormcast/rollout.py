import jax
import xarray


def chunked_prediction(predictor_fn, rng, inputs, targets_template, forcings):
    out = []
    for t in range(n):
        out.append(predictor_fn(rng=rng, inputs=inputs, targets_template=targets_template))
    return xarray.concat(out, dim="time")
