using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Arm;

/// <summary>Where the workspaces really answer: each stage has one, at a port of its own. A workspace is a stage's whose name has the
/// stage's as one of its words, like databricks-uksouth-dev; any other keeps the address that was invented for it, where nobody
/// answers.</summary>
sealed class WorkspaceAddresses(SandboxUris uris)
{
    /// <summary>Told anew each time, since a sandbox may start again on other ports.</summary>
    public void Tell(JsonObject resource)
    {
        if (string.Equals(resource.Text("type"), "Microsoft.Databricks/workspaces", StringComparison.OrdinalIgnoreCase)
            && AddressOf(resource.Text("name")!) is { } address)
        {
            resource["properties"]!["workspaceUrl"] = address.Authority;
        }
    }

    Uri? AddressOf(string name) => name.Split('-').Select(uris.Workspaces.GetValueOrDefault).FirstOrDefault(uri => uri is not null);
}
