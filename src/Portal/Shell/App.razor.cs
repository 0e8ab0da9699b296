using Microsoft.AspNetCore.Components;
using NetEscapades.AspNetCore.SecurityHeaders;

namespace ReleasePortal.Portal.Shell;

public sealed partial class App
{
    static readonly string[] Sheets = ["tokens", "base", "mud", "shell", "parts", "board", "promotion", "deployment", "history", "release",
        "runs", "infrastructure", "narrow"];

    (bool Dark, string? Zone) _viewer;
    Dictionary<string, object> _nonce = [];

    [CascadingParameter]
    HttpContext? Http { get; set; }

    protected override void OnInitialized()
    {
        _viewer = (string.Equals(Http?.Request.Cookies["theme"], "dark", StringComparison.Ordinal), Http?.Request.Cookies["zone"]);
        _nonce = new(StringComparer.Ordinal) { ["nonce"] = Http?.GetNonce() ?? "" };
    }
}
