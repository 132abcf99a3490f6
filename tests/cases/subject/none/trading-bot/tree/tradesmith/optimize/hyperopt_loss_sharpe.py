class SharpeLoss:
    @staticmethod
    def hyperopt_loss_function(results):
        loss = -results.sharpe
        return loss
