"use strict";

/* The page over openapi.json: Swagger UI, and a login whose token stays in this page's memory. */
(() => {
  const SCHEME = "bearer";
  const header = document.querySelector(".first-steps");
  const login = document.querySelector(".login");
  const loggedIn = document.querySelector(".logged-in");
  const state = document.querySelector(".state");

  const say = (text, refused = false) => {
    state.textContent = text;
    state.classList.toggle("refused", refused);
  };

  /* Where a name and a password are taken, if anywhere. */
  const loginPath = (api) =>
    Object.keys(api.paths).find((path) => Object.values(api.paths[path]).some((operation) => operation["x-login"]));

  const logIn = async (path, ui) => {
    const { username, password } = Object.fromEntries(new FormData(login));
    const answer = await fetch(new URL(`.${path}`, document.baseURI), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ username, password }),
    });
    const body = await answer.json();
    if (!answer.ok) {
      say(body.detail ?? body.title, true);
      return;
    }
    ui.preauthorizeApiKey(SCHEME, body.access_token);
    login.reset();
    show(true);
    const end = new Date(Date.now() + body.expires_in * 1000);
    say(`Logged in as ${username} until ${end.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}.`
      + " Open an operation and press Execute.");
  };

  const show = (isLoggedIn) => {
    login.hidden = isLoggedIn;
    loggedIn.hidden = !isLoggedIn;
  };

  const offerLogin = (path, ui) => {
    login.addEventListener("submit", (event) => {
      event.preventDefault();
      logIn(path, ui).catch(() => say("The gateway can't be reached.", true));
    });
    loggedIn.addEventListener("submit", (event) => {
      event.preventDefault();
      ui.authActions.logout([SCHEME]);
      show(false);
      say("Logged out of this page.");
    });
    header.hidden = false;
  };

  const start = async () => {
    const answer = await fetch(new URL("openapi.json", document.baseURI));
    const api = await answer.json();
    document.title = api.info.title;
    const ui = SwaggerUIBundle({
      spec: api,
      dom_id: "#swagger-ui",
      presets: [SwaggerUIBundle.presets.apis],
      deepLinking: true,
      tryItOutEnabled: true,
      displayRequestDuration: true,
      defaultModelsExpandDepth: 0,
      validatorUrl: null,
      persistAuthorization: false,
    });
    const path = loginPath(api);
    if (path) {
      offerLogin(path, ui);
    }
  };

  start().catch(() => {
    header.hidden = false;
    login.hidden = true;
    say("The documentation can't be loaded. Is the gateway still there?", true);
  });
})();
