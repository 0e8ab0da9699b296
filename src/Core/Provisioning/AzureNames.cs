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
        if (!RegionPattern().IsMatch(name))
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

    [GeneratedRegex(@"^[a-z][a-z0-9]{2,}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RegionPattern();

    [GeneratedRegex(@"^[\p{L}\p{Nd}_().-]{0,89}[\p{L}\p{Nd}_()-]\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ResourceGroupPattern();

    [GeneratedRegex(@"^[a-z0-9]{3,24}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StorageAccountPattern();

    [GeneratedRegex(@"^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ContainerPattern();
}
