using System.Text.RegularExpressions;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>The workspace's paths once lacked <c>/Workspace</c>, so people wrote it in front of them; now they have it.</summary>
static partial class OldPrefixes
{
    public static MapNode Strip(MapNode root, Findings findings) => (MapNode)Strip(root, NodePath.Root, findings);

    static Node Strip(Node node, NodePath path, Findings findings) => node switch
    {
        MapNode map => map.Select((key, value) => Strip(value, path.Key(key), findings)),
        ListNode list => list.Select((item, index) => Strip(item, path.Index(index), findings)),
        ScalarNode { Type: ScalarType.String } scalar when scalar.Text.Contains("/Workspace${", StringComparison.Ordinal) =>
            Strip(scalar, path, findings),
        _ => node,
    };

    static ScalarNode Strip(ScalarNode scalar, NodePath path, Findings findings) =>
        scalar.As(ScalarType.String, Prefixed().Replace(scalar.Text, match =>
        {
            var reference = match.Groups["reference"].Value;
            findings.Warning(
                $"substring \"{match.Value}\" found in \"{scalar.Text}\". Please update this to \"{reference}\".",
                path, scalar);
            return reference;
        }));

    [GeneratedRegex(
        @"/Workspace(?<reference>\$\{workspace\.(root|file|resource|artifact|state)_path\})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Prefixed();
}
