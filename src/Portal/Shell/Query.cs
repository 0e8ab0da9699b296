using System.Globalization;

namespace ReleasePortal.Portal.Shell;

/// <summary>Values of an address that a person may have mistyped: what cannot be read counts as not given,
/// where binding it as a number would end in an error page.</summary>
public static class Query
{
    public static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool Flag(string? text) => bool.TryParse(text, out var flag) && flag;
}
