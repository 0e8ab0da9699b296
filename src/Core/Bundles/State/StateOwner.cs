using System.Text.Json;

namespace ReleasePortal.Core.Bundles.State;

/// <summary>
/// <c>belongs-to.json</c>, our own: of which deployment the state on a machine is a copy. One folder may be deployed to several
/// workspaces; the serials of one say nothing about another.
/// </summary>
sealed record StateOwner(string Host, string StatePath)
{
    const string Name = "belongs-to.json";

    public static StateOwner Of(ResolvedBundle bundle) => new(bundle.Host.TrimEnd('/').ToLowerInvariant(), bundle.StatePath);

    /// <summary>Whether what lies in the folder is its copy. What nobody marked is: the Databricks CLI leaves no mark.</summary>
    /// <exception cref="BundleInvalidException">The mark cannot be read.</exception>
    public bool Has(string folder) =>
        !File.Exists(In(folder)) || StateJson.Read(In(folder), File.ReadAllBytes(In(folder)), StateJson.Default.StateOwner) == this;

    public void Mark(string folder) =>
        PrivateFile.Write(In(folder), JsonSerializer.SerializeToUtf8Bytes(this, StateJson.Default.StateOwner));

    public static void Unmark(string folder) => File.Delete(In(folder));

    static string In(string folder) => Path.Combine(folder, Name);
}
