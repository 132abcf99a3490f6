import React, { useState } from "react";
export class Model { step = 0 }
export function useWizard(steps: number) {
  const [step, setStep] = useState(0);
  const forward = () => setStep(Math.min(step + 1, steps - 1));
  const backward = () => setStep(Math.max(step - 1, 0));
  return { step, forward, backward };
}
export function Attention({ children }) { const loss = 1; return <b>{children}</b> }
export function forward(w) { w.backward(); w.optimizer.step(); }
