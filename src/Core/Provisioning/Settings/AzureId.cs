namespace ReleasePortal.Core.Provisioning.Settings;

/// <summary>Ids of Azure's resources as people write them into settings: in any letter case.</summary>
static class AzureId
{
    const string Any = "*";

    /// <param name="type">Like <c>Microsoft.Network/virtualNetworks/subnets</c>.</param>
    /// <returns>Whether the text is the id of something of this type in a resource group.</returns>
    public static bool IsOf(string type, string text)
    {
        var types = type.Split('/');
        string[] shape =
            ["", "subscriptions", Any, "resourceGroups", Any, "providers", types[0], .. types[1..].SelectMany(part => new[] { part, Any })];
        var parts = text.Split('/');
        return parts.Length == shape.Length && parts.Zip(shape).All(pair =>
            pair.Second is Any ? pair.First.Length > 0 : string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
    }
}
