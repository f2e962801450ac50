"""Which forms of django-allauth are ours."""

OWN_ACCOUNT_FORMS = {
    "login": "yogasite.accounts.forms.LoginForm",
    "signup": "yogasite.accounts.forms.SignupForm",
    "add_email": "yogasite.accounts.forms.AddEmailForm",
    "change_password": "yogasite.accounts.forms.ChangePasswordForm",
    "set_password": "yogasite.accounts.forms.SetPasswordForm",
    "reset_password": "yogasite.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "yogasite.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "yogasite.accounts.forms.ReauthenticateForm",
}
OWN_MFA_FORMS = {
    "authenticate": "yogasite.accounts.forms.CodeForm",
    "reauthenticate": "yogasite.accounts.forms.CodeAgainForm",
    "activate_totp": "yogasite.accounts.forms.FirstCodeForm",
}
