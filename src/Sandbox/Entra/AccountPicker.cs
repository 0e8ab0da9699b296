using System.Net;
using OpenIddict.Abstractions;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Entra;

/// <summary>The page on which a person is picked: a form that repeats the request with the answer added. No script, no cookie.</summary>
static class AccountPicker
{
    /// <summary>The form field that carries the chosen person.</summary>
    public const string Field = "person";

    public static string Render(OpenIddictRequest request) => HtmlPage.Render("Sign in to Release Portal", $"""
        <main class="picker">
          <header>
            <h1>Who are you today?</h1>
            <p>You are signing in to <strong>Release Portal</strong> at the sandbox’s Entra ID. Nobody has a password here.</p>
          </header>
          <form method="post">
            {string.Concat(request.GetParameters().Where(pair => pair.Key is not Field).Select(Hidden))}
            <ul>{string.Concat(Everybody.All.Select(Button))}</ul>
          </form>
          <p class="note">All people are made up. Sign out and come back to be somebody else; a private window lets two people be here at once.</p>
        </main>
        """);

    static string Button(SandboxPerson person) => $"""
        <li>
          <button name="{Field}" value="{Html(person.Login)}">
            <span class="initials" aria-hidden="true">{Initials(person.Name)}</span>
            <span class="who"><b>{Html(person.Name)}</b><span>{Html(person.About)}</span></span>
            <span class="role role-{person.Role.ToLowerInvariant()}">{person.Role}</span>
          </button>
        </li>
        """;

    static string Hidden(KeyValuePair<string, OpenIddictParameter> pair) =>
        $"""<input type="hidden" name="{Html(pair.Key)}" value="{Html((string?)pair.Value)}">""";

    static string Initials(string name) => string.Concat(name.Split(' ').Select(word => word[0]));

    static string Html(string? text) => WebUtility.HtmlEncode(text ?? "");
}
