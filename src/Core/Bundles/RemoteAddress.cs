using System.Text.RegularExpressions;

namespace ReleasePortal.Core.Bundles;

/// <summary>
/// The address of a remote repository. Many scripts put a token into it; configuration and metadata, in which it is kept, are read by
/// everybody.
/// </summary>
static partial class RemoteAddress
{
    static readonly string[] WithoutPages = ["ssh", "git", "git+ssh", "ssh+git"];

    /// <param name="address">In any of the forms that git knows.</param>
    /// <returns>Without user, password and query; https in the place of ssh. Empty when it cannot be taken apart.</returns>
    public static string Public(string address) =>
        Helper().Match(address) is { Success: true } helper ? Public(address[helper.Length..])
        : SecureShell().Match(address) is { Success: true } shell
            ? $"https://{shell.Groups["host"].Value}/{shell.Groups["path"].Value.TrimStart('/')}"
        : !address.Contains("://", StringComparison.Ordinal) ? address
        : !Uri.TryCreate(address, UriKind.Absolute, out var url) ? ""
        : WithoutPages.Contains(url.Scheme, StringComparer.Ordinal) ? $"https://{url.Host}{url.AbsolutePath}"
        : url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary><c>codecommit::</c>, in front of an address of any form.</summary>
    [GeneratedRegex("^[A-Za-z0-9+-]+::", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Helper();

    /// <summary><c>git@github.com:nanba/elt.git</c>. One letter is a drive, and a folder of this machine has its
    /// first slash before the colon.</summary>
    [GeneratedRegex("^([^/]*@)?(?<host>[^:/@]{2,}):(?!//)(?<path>.+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecureShell();
}
