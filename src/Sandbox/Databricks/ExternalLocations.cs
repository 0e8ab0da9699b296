using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>What Unity Catalog refuses of a new external location, asked for by REST or by SQL.</summary>
/// <remarks>https://learn.microsoft.com/azure/databricks/sql/language-manual/sql-ref-external-locations</remarks>
static class ExternalLocations
{
    public static (int Status, string Code, string Message)? ObjectionTo(MetastoreState store, string name, string url, string credential)
    {
        if (!store.Credentials.ContainsKey(credential))
        {
            return (404, "STORAGE_CREDENTIAL_DOES_NOT_EXIST", $"Storage credential '{credential}' does not exist.");
        }

        var other = store.Locations.Values.FirstOrDefault(known => known.Text("name") != name && Overlap(known.Text("url")!, url));
        return other is null
            ? null
            : (400, "LOCATION_OVERLAP", $"Input path url '{url}' overlaps with the external location '{other.Text("name")}'.");
    }

    static bool Overlap(string one, string two)
    {
        var (first, second) = (one.TrimEnd('/') + "/", two.TrimEnd('/') + "/");
        return first.StartsWith(second, StringComparison.OrdinalIgnoreCase) || second.StartsWith(first, StringComparison.OrdinalIgnoreCase);
    }
}
