class Adam: pass
