import ast

BAD = {"loss.backward()": "call once", "optimizer.step()": "ok", "model.train()": "ok"}


class Rule(ast.NodeVisitor):
    def visit_Call(self, node):
        if getattr(node.func, "attr", "") in {"backward", "step"}:
            self.report(node)
