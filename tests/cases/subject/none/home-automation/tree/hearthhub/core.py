class StateMachine:
    def async_set(self, e, s):
        self.states[e] = s
