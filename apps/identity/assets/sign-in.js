// The page works without this file; it only adds comfort.
const toggle = document.getElementById('show-password');
const password = document.getElementById('password');
if (toggle && password) {
  const { show, hide, showLabel, hideLabel } = toggle.dataset;
  toggle.hidden = false;
  toggle.addEventListener('click', () => {
    const visible = password.type === 'password';
    password.type = visible ? 'text' : 'password';
    toggle.textContent = visible ? hide : show;
    toggle.setAttribute('aria-label', visible ? hideLabel : showLabel);
    password.focus();
  });
}
// A second click on a slow network must not sign in twice.
for (const form of document.forms) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
    setTimeout(() => delete form.dataset.sent, 4000);
  });
}
