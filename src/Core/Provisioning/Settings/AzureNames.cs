using System.Text.RegularExpressions;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Provisioning.Settings;

/// <summary>What Azure takes as a name. Source:
/// https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules</summary>
static partial class AzureNames
{
    const int LongestGroup = 90;

    public static IEnumerable<SettingFault> Region(string name) => AzureRegions.Exists(name)
        ? []
        : [Wrong(nameof(StageResources.Region), name, "is not the short name of a region, like uksouth.")];

    public static IEnumerable<SettingFault> ResourceGroup(string name) => Check(
        nameof(StageResources.ResourceGroup), name, ResourceGroupPattern(),
        "is not 1 to 90 letters, digits, '_', '-', '.', '(' or ')', not ending in '.'.");

    public static IEnumerable<SettingFault> StorageAccount(string name) =>
    [
        .. Check(nameof(StageResources.StorageAccount), name, StorageAccountPattern(), "is not 3 to 24 lower-case letters and digits."),
        .. Reserved(nameof(StageResources.StorageAccount), name),
    ];

    /// <summary>Names that are unique in all of Azure cannot stand in two resource groups.</summary>
    /// <param name="first">Key of the stage whose names the other's are compared with.</param>
    public static IEnumerable<SettingFault> FaultsBetween(string first, StageResources one, StageResources other)
    {
        (string Setting, string? Name, string? Taken)[] names =
        [
            (nameof(StageResources.StorageAccount), other.StorageAccount, one.StorageAccount),
            (nameof(StageResources.KeyVault), other.KeyVault, one.KeyVault),
        ];
        return string.Equals(one.ResourceGroup, other.ResourceGroup, StringComparison.OrdinalIgnoreCase)
            ? []
            : names.Where(pair => pair.Name is { Length: > 0 } name && string.Equals(name, pair.Taken, StringComparison.OrdinalIgnoreCase))
                .Select(
                    pair => Wrong(
                        pair.Setting, pair.Name!,
                        $"is the name of {first}, too, in another resource group; it is unique in all of Azure."));
    }

    public static IEnumerable<SettingFault> Container(string name) => Check(
        nameof(StageResources.Container),
        name,
        ContainerPattern(),
        "is not 3 to 63 lower-case letters, digits and single '-', beginning and ending with a letter or digit.");

    public static IEnumerable<SettingFault> KeyVault(string name) =>
    [
        .. Check(
            nameof(StageResources.KeyVault),
            name,
            KeyVaultPattern(),
            "is not 3 to 24 letters, digits and single '-', beginning with a letter and ending with a letter or digit."),
        .. Reserved(nameof(StageResources.KeyVault), name),
    ];

    public static IEnumerable<SettingFault> VirtualNetwork(string name) => InInfrastructure(Check(
        nameof(InfrastructureOptions.Network),
        name,
        NetworkPattern(),
        "is not 2 to 64 letters, digits, '_', '-' and '.', beginning with a letter or digit and not ending in '-' or '.'."));

    public static IEnumerable<SettingFault> AdoptedWorkspace(string id, string name)
    {
        if (!AzureId.IsOf("Microsoft.Databricks/workspaces", id))
        {
            return InInfrastructure([
                Wrong(
                    nameof(InfrastructureOptions.WorkspaceId),
                    id,
                    "is not the Azure id of a workspace: /subscriptions/…/resourceGroups/…/providers/Microsoft.Databricks/workspaces/…."),
            ]);
        }

        var named = id.Split('/')[^1];
        return string.Equals(named, name, StringComparison.OrdinalIgnoreCase)
            ? []
            :
            [
                Wrong(
                    nameof(StageOptions.WorkspaceName),
                    name,
                    $"is not the workspace that Infrastructure:{nameof(InfrastructureOptions.WorkspaceId)} names, '{named}'."),
            ];
    }

    /// <param name="managedGroup">The group that Azure makes for it, whose name is made of this one.</param>
    public static IEnumerable<SettingFault> Workspace(string name, string managedGroup)
    {
        var faults = Check(
            nameof(StageOptions.WorkspaceName), name, WorkspacePattern(), "is not 3 to 64 letters, digits, '_' and '-'.").ToList();
        return faults.Count > 0 || managedGroup.Length <= LongestGroup
            ? [.. faults, .. Reserved(nameof(StageOptions.WorkspaceName), name)]
            : [Wrong(
                nameof(StageOptions.WorkspaceName), name,
                $"and the resource group together are too long: '{managedGroup}' has more than {LongestGroup} characters.")];
    }

    public static IEnumerable<SettingFault> AccessConnector(string name) => InInfrastructure(Check(
        nameof(InfrastructureOptions.AccessConnector), name, WorkspacePattern(), "is not 3 to 64 letters, digits, '_' and '-'."));

    /// <summary>Words that belong to somebody, refused for what the public can reach.
    /// Source: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-reserved-resource-name</summary>
    static IEnumerable<SettingFault> Reserved(string setting, string name) => ReservedPattern().Match(name) is { Success: true } found
        ? [Wrong(setting, name, $"holds '{found.Value}', which Azure keeps for itself.")]
        : [];

    static IEnumerable<SettingFault> Check(string setting, string name, Regex pattern, string problem) =>
        pattern.IsMatch(name) ? [] : [Wrong(setting, name, problem)];

    static SettingFault Wrong(string setting, string name, string problem) =>
        new(setting, string.IsNullOrWhiteSpace(name) ? "is missing." : $"'{name}' {problem}");

    static IEnumerable<SettingFault> InInfrastructure(IEnumerable<SettingFault> faults) =>
        faults.Select(fault => SettingFault.OfInfrastructure(fault.Setting, fault.Problem));

    [GeneratedRegex(@"^(?!.*--)[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyVaultPattern();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}[A-Za-z0-9_]\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NetworkPattern();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{3,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WorkspacePattern();

    [GeneratedRegex(@"^[\p{L}\p{Nd}_().-]{0,89}[\p{L}\p{Nd}_()-]\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ResourceGroupPattern();

    [GeneratedRegex(@"^[a-z0-9]{3,24}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StorageAccountPattern();

    [GeneratedRegex(@"^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ContainerPattern();

    [GeneratedRegex(
        @"microsoft|windows|^login|^(access|azure|bing|bizspark|biztalk|cortana|directx|dotnet|dynamics|excel|exchange|forefront|groove|hololens|hyperv|kinect"
        + @"|lync|msdn|o365|office|office365|onedrive|onenote|outlook|powerpoint|sharepoint|skype|visio|visualstudio|xbox)\z",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReservedPattern();
}
