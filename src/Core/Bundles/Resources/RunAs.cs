using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resolving;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>
/// Gives the bundle's <c>run_as</c> to what can have one. Source: https://docs.databricks.com/aws/en/dev-tools/bundles/run-as
/// </summary>
static class RunAs
{
    static readonly string[] Types = ["jobs", "pipelines", "alerts"];

    static readonly string[] Refusing = ["model_serving_endpoints", "quality_monitors", "apps"];

    public static MapNode Apply(MapNode root, WorkspaceFacts facts, Findings findings)
    {
        if (root["run_as"] is not { } written)
        {
            return root;
        }

        var user = Name(written, "user_name");
        var principal = Name(written, "service_principal_name");
        if ((user is null) == (principal is null))
        {
            findings.Error(
                user is null
                    ? "run_as section must specify exactly one identity. Neither service_principal_name nor user_name is specified"
                    : "run_as section cannot specify both user_name and service_principal_name",
                NodePath.Of("run_as"),
                written);
            return root;
        }

        if ((user ?? principal) != facts.User.UserName)
        {
            Refuse(root, (user ?? principal)!, facts, findings);
        }

        return Types.Aggregate(root, (all, type) => ResourceMaps.Change(all, type, (_, resource) => resource.Default("run_as", written)));
    }

    static string? Name(Node runAs, string kind) => runAs.TextAt(kind) is { Length: > 0 } name ? name : null;

    static void Refuse(MapNode root, string identity, WorkspaceFacts facts, Findings findings)
    {
        var embedded = ResourceMaps.All(root, "dashboards").Where(dashboard => dashboard.Resource.TextAt("embed_credentials") is "true");
        foreach (var (path, resource) in Refusing.SelectMany(type => ResourceMaps.All(root, type)).Concat(embedded))
        {
            findings.Error(
                $"{path.ToString().Split('.')[1]} do not support a setting a run_as user that is different from the owner",
                path,
                resource,
                $"Current identity: {facts.User.UserName}. Run as identity: {identity}.");
        }
    }
}
