pub fn evaluate(expr: &Expr, row: &Row) -> Value { match expr { _ => Value::Null } }
pub fn evaluate_all(exprs: &[Expr], row: &Row) -> Vec<Value> { exprs.iter().map(|e| evaluate(e, row)).collect() }
