using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resolving;

namespace ReleasePortal.Core.Bundles;

/// <summary>Where a bundle goes.</summary>
public static class WorkspaceHost
{
    /// <summary>What the target itself says, before any workspace can be asked; references are not resolved there.</summary>
    /// <returns>Null when it says nothing.</returns>
    /// <exception cref="BundleInvalidException">The files or the target cannot be read.</exception>
    public static string? Of(BundleRequest request)
    {
        var findings = new Findings();
        var target = ResolvePhases.Load(request, findings);
        return target.IsReadable ? target.Root.TextAt("workspace", "host") : throw new BundleInvalidException(findings.All);
    }

    /// <summary>Scheme and host; <c>https</c> where no scheme is given, and without the path and query that a browser
    /// shows behind it.</summary>
    /// <returns>Null when it is no address of a web server.</returns>
    public static Uri? Parse(string text) =>
        Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}", UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? new(address.GetLeftPart(UriPartial.Authority))
            : null;
}
