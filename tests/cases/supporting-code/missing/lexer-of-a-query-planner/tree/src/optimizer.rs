use crate::plan::{LogicalPlan, Rule};

pub struct Optimizer { rules: Vec<Box<dyn Rule>>, max_iterations: usize }

impl Optimizer {
    pub fn new() -> Self { Optimizer { rules: default_rules(), max_iterations: 16 } }
    pub fn step(&mut self, plan: LogicalPlan) -> LogicalPlan {
        let mut plan = plan;
        for rule in &self.rules { plan = rule.apply(plan); }
        plan
    }
    pub fn optimize(&mut self, plan: LogicalPlan) -> LogicalPlan {
        let mut p = plan;
        for _ in 0..self.max_iterations { p = self.step(p); }
        p
    }
}
