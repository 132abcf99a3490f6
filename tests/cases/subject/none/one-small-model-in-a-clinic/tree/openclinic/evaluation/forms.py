from django import forms


class EvaluationForm(forms.Form):
    score = forms.IntegerField()
