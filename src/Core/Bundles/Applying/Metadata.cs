using System.Text;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary><c>metadata.json</c>: the workspace's pages read from it which commit and which file a job comes from.</summary>
static class Metadata
{
    public static byte[] Of(ResolvedBundle bundle, IReadOnlyDictionary<string, string> ids)
    {
        var jobs = bundle.Nodes.Where(node => node.Resource is JobResource).Select(node => KeyValuePair.Create<string, JsonNode?>(
            node.Key.Split('.')[^1],
            new JsonObject { ["id"] = ids.GetValueOrDefault(node.Key), ["relative_path"] = node.RelativePath }));
        var git = bundle.Root.At("bundle", "git") is MapNode map ? map.ToJson() : [];
        var metadata = new JsonObject
        {
            ["version"] = 1,
            ["config"] = new JsonObject
            {
                ["bundle"] = new JsonObject { ["name"] = bundle.Name, ["target"] = bundle.Target, ["mode"] = bundle.Mode, ["git"] = git },
                ["workspace"] = new JsonObject { ["file_path"] = bundle.FilePath },
                ["resources"] = new JsonObject { ["jobs"] = new JsonObject(jobs) },
                ["presets"] = new JsonObject { ["source_linked_deployment"] = false },
            },
            ["extra"] = new JsonObject(),
        };
        return Encoding.UTF8.GetBytes(metadata.ToJsonString());
    }
}
