using Flux, BSON

function keep(model, epoch)
    BSON.@save "digits_conv.bson" model epoch
end
