using System.Text.RegularExpressions;

namespace ReleasePortal.Core.Deployments;

/// <summary>How a step is called on pages: "DeployBundle" is "Deploy bundle".</summary>
public static partial class Words
{
    public static string Of(string stepName) =>
        WordStart().Replace(stepName, match => $" {match.Value.ToLowerInvariant()}").Replace("git hub", "GitHub", StringComparison.Ordinal);

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex WordStart();
}
