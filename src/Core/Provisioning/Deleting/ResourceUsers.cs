namespace ReleasePortal.Core.Provisioning.Deleting;

/// <summary>Who still uses a resource that no settings name any more, and what that means for whoever wants to delete it.</summary>
/// <param name="Clusters">The workspaces whose clusters live in it.</param>
/// <param name="Former">What goes first, for nothing describes it either.</param>
/// <param name="Elsewhere">The same on the page of another stage, with its name.</param>
/// <param name="Described">What the settings describe.</param>
/// <param name="Others">What the portal does not know.</param>
public sealed record ResourceUsers(
    IReadOnlyList<string> Clusters,
    IReadOnlyList<string> Former,
    IReadOnlyList<(string Id, string Stage)> Elsewhere,
    IReadOnlyList<string> Described,
    IReadOnlyList<string> Others)
{
    const int Named = 3;

    static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["natGateways"] = "NAT gateway",
        ["networkInterfaces"] = "network interface",
        ["privateEndpoints"] = "private endpoint",
        ["virtualNetworkLinks"] = "DNS link",
        ["loadBalancers"] = "load balancer",
        ["applicationGateways"] = "application gateway",
        ["virtualNetworkGateways"] = "network gateway",
        ["bastionHosts"] = "Bastion host",
        ["azureFirewalls"] = "firewall",
    };

    /// <returns>Sentences that say who uses it and what goes first; null when nobody does.</returns>
    public string? Objection()
    {
        string[] all =
        [
            .. Clusters.Select(workspace =>
                $"The clusters of workspace {workspace} live in it. Azure moves them nowhere else: it stays as long as that workspace does."),
            .. Said(Former, "delete that first.", "delete those first."),
            .. Elsewhere.GroupBy(user => user.Stage, user => user.Id, StringComparer.Ordinal).SelectMany(users =>
                Said([.. users], $"delete that first, on the page of {users.Key}.", $"delete those first, on the page of {users.Key}.")),
            .. Said(
                Described,
                "the settings describe it. If the next deployment does not let go of this one, change it in the Azure portal.",
                "the settings describe them. If the next deployment does not let go of this one, change them in the Azure portal."),
            .. Said(
                Others,
                "it is not the portal's, so remove it in the Azure portal first.",
                "they are not the portal's, so remove them in the Azure portal first."),
        ];
        return all.Length == 0 ? null : string.Join(' ', all);
    }

    static IEnumerable<string> Said(IReadOnlyList<string> users, string one, string many)
    {
        if (users.Count > 0)
        {
            var names = Join([.. users.Select(Name)]);
            yield return $"{char.ToUpperInvariant(names[0])}{names[1..]} still {(users.Count == 1 ? $"uses it: {one}" : $"use it: {many}")}";
        }
    }

    static string Join(IReadOnlyList<string> names) => names switch
    {
        [var one] => one,
        { Count: > Named } => $"{string.Join(", ", names.Take(Named))} and {names.Count - Named} more",
        _ => $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}",
    };

    /// <summary>"subnet snet-hosts of vnet-dev", "NAT gateway nat-dev".</summary>
    static string Name(string id) => id.Split('/') switch
    {
        [.., "virtualNetworks", var network, "subnets", var subnet] => $"subnet {subnet} of {network}",
        [.., var type, var name] when Words.TryGetValue(type, out var word) => $"{word} {name}",
        [.., var type, var name] => $"{name} ({type})",
        _ => id,
    };
}
