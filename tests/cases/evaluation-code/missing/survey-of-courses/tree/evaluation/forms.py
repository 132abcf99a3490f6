from django import forms

class EvaluationForm(forms.Form):
    score = forms.IntegerField()

    def validate(self):
        return self.score > 0
