using System.Text;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary><c>metadata.json</c>: the workspace's pages read from it which commit and which file a job or a pipeline comes from.</summary>
static class Metadata
{
    public static byte[] Of(ResolvedBundle bundle, IReadOnlyDictionary<string, string> ids)
    {
        var about = new JsonObject { ["name"] = bundle.Name, ["target"] = bundle.Target };
        if (bundle.Mode is { } mode)
        {
            about["mode"] = mode;
        }

        about["git"] = bundle.Root.At("bundle", "git") is MapNode git ? git.ToJson() : [];
        var metadata = new JsonObject
        {
            ["version"] = 1,
            ["config"] = new JsonObject
            {
                ["bundle"] = about,
                ["workspace"] = new JsonObject { ["file_path"] = bundle.FilePath },
                ["resources"] = Resources(bundle, ids),
                ["presets"] = new JsonObject { ["source_linked_deployment"] = false },
            },
            ["extra"] = new JsonObject(),
        };
        return Encoding.UTF8.GetBytes(metadata.ToJsonString());
    }

    static JsonObject Resources(ResolvedBundle bundle, IReadOnlyDictionary<string, string> ids) => new(bundle.Nodes
        .Where(node => node.Resource is JobResource or PipelineResource)
        .GroupBy(node => node.Resource.Type, StringComparer.Ordinal)
        .Select(
            type =>
                KeyValuePair.Create<string, JsonNode?>(type.Key, new JsonObject(type.Select(node => KeyValuePair.Create<string, JsonNode?>(
            ResourceKey.Parse(node.Key)!.Value.Name,
            new JsonObject { ["id"] = ids.GetValueOrDefault(node.Key), ["relative_path"] = node.RelativePath }))))));
}
