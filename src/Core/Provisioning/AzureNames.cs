using System.Text.RegularExpressions;

namespace ReleasePortal.Core.Provisioning;

/// <summary>What Azure takes as a name. Source: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules</summary>
static partial class AzureNames
{
    public static IEnumerable<SettingFault> Subscription(string id)
    {
        if (!Guid.TryParseExact(id, "D", out _))
        {
            yield return new(nameof(StageResources.SubscriptionId), $"'{id}' is not a subscription id like 00000000-0000-0000-0000-000000000000.");
        }
    }

    public static IEnumerable<SettingFault> Region(string name)
    {
        if (!AzureRegions.Exists(name))
        {
            yield return new(nameof(StageResources.Region), $"'{name}' is not the short name of a region, like uksouth.");
        }
    }

    public static IEnumerable<SettingFault> ResourceGroup(string name)
    {
        if (!ResourceGroupPattern().IsMatch(name))
        {
            yield return new(nameof(StageResources.ResourceGroup), $"'{name}' is not 1 to 90 letters, digits, '_', '-', '.', '(' or ')', not ending in '.'.");
        }
    }

    public static IEnumerable<SettingFault> StorageAccount(string name)
    {
        if (!StorageAccountPattern().IsMatch(name))
        {
            yield return new(nameof(StageResources.StorageAccount), $"'{name}' is not 3 to 24 lower-case letters and digits.");
        }
    }

    public static IEnumerable<SettingFault> Container(string name)
    {
        if (!ContainerPattern().IsMatch(name))
        {
            yield return new(
                nameof(StageResources.Container),
                $"'{name}' is not 3 to 63 lower-case letters, digits and single '-', beginning and ending with a letter or digit.");
        }
    }

    public static IEnumerable<SettingFault> KeyVault(string name)
    {
        if (!KeyVaultPattern().IsMatch(name))
        {
            yield return new(
                nameof(StageResources.KeyVault),
                $"'{name}' is not 3 to 24 letters, digits and single '-', beginning with a letter and ending with a letter or digit.");
        }
    }

    public static IEnumerable<SettingFault> Tenant(string? id)
    {
        if (!Guid.TryParseExact(id, "D", out _))
        {
            yield return new(nameof(StageResources.TenantId), $"'{id}' is not a tenant id like 00000000-0000-0000-0000-000000000000.");
        }
    }

    public static IEnumerable<SettingFault> Principal(string? id)
    {
        if (id is not null && !Guid.TryParseExact(id, "D", out _))
        {
            yield return new(nameof(StageResources.PrincipalId), $"'{id}' is not the object id of a service principal.");
        }
    }

    public static IEnumerable<SettingFault> VirtualNetwork(string name)
    {
        if (!NetworkPattern().IsMatch(name))
        {
            yield return new("Network", $"'{name}' is not 2 to 64 letters, digits, '_', '-' and '.', beginning with a letter or digit and not ending in '-' or '.'.");
        }
    }

    public static IEnumerable<SettingFault> Workspace(StageWorkspace workspace)
    {
        if (!WorkspacePattern().IsMatch(workspace.Name))
        {
            yield return new("WorkspaceName", $"'{workspace.Name}' is not 3 to 64 letters, digits, '_' and '-'.");
        }

        if (workspace.AdoptedId is { } id && !WorkspaceIdPattern().IsMatch(id))
        {
            yield return new("WorkspaceId", $"'{id}' is not the Azure id of a workspace: /subscriptions/…/resourceGroups/…/providers/Microsoft.Databricks/workspaces/….");
        }
    }

    public static IEnumerable<SettingFault> AccessConnector(string name)
    {
        if (!WorkspacePattern().IsMatch(name))
        {
            yield return new(nameof(StageResources.AccessConnector), $"'{name}' is not 3 to 64 letters, digits, '_' and '-'.");
        }
    }

    /// <summary>Names that Databricks writes in lower case and takes without quotes.</summary>
    public static IEnumerable<SettingFault> Catalog(string setting, string name)
    {
        if (!CatalogPattern().IsMatch(name))
        {
            yield return new(setting, $"'{name}' is not 1 to 255 lower-case letters, digits and '_'.");
        }
    }

    [GeneratedRegex(@"^[a-z0-9_]{1,255}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CatalogPattern();

    [GeneratedRegex(@"^(?!.*--)[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyVaultPattern();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}[A-Za-z0-9_]\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NetworkPattern();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{3,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WorkspacePattern();

    [GeneratedRegex(@"^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\.Databricks/workspaces/[^/]+\z", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WorkspaceIdPattern();

    [GeneratedRegex(@"^[\p{L}\p{Nd}_().-]{0,89}[\p{L}\p{Nd}_()-]\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ResourceGroupPattern();

    [GeneratedRegex(@"^[a-z0-9]{3,24}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StorageAccountPattern();

    [GeneratedRegex(@"^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ContainerPattern();
}
