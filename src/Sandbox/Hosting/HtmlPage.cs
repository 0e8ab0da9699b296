using System.Net;
using System.Text;

namespace ReleasePortal.Sandbox.Hosting;

/// <summary>The frame of the few pages that people look at; one style sheet, light and dark, nothing loaded from elsewhere.</summary>
static class HtmlPage
{
    static readonly string Style = ReadStyle();

    /// <param name="body">Markup; whoever writes it has encoded what it quotes.</param>
    public static string Render(string title, string body) => $"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>{WebUtility.HtmlEncode(title)}</title>
          <link rel="icon" href="data:,">
          <style>{Style}</style>
        </head>
        <body>
        {body}
        </body>
        </html>
        """;

    static string ReadStyle()
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("ReleasePortal.Sandbox.Hosting.pages.css")
            ?? throw new InvalidOperationException("The style sheet of the sandbox's pages is not in its assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
