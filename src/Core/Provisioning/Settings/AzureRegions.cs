namespace ReleasePortal.Core.Provisioning.Settings;

/// <summary>The public regions, by short name. Source: https://learn.microsoft.com/azure/reliability/regions-list</summary>
static class AzureRegions
{
    static readonly HashSet<string> Names = new(
        """
        australiacentral australiacentral2 australiaeast australiasoutheast austriaeast belgiumcentral brazilsouth brazilsoutheast
        canadacentral canadaeast centralindia centralus chilecentral denmarkeast eastasia eastus eastus2 francecentral francesouth
        germanynorth germanywestcentral indonesiacentral israelcentral italynorth japaneast japanwest jioindiacentral jioindiawest
        koreacentral koreasouth malaysiawest mexicocentral newzealandnorth northcentralus northeurope norwayeast norwaywest
        polandcentral qatarcentral southafricanorth southafricawest southcentralus southeastasia southindia spaincentral
        swedencentral swedensouth switzerlandnorth switzerlandwest uaecentral uaenorth uksouth ukwest westcentralus westeurope
        westindia westus westus2 westus3
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal);

    public static bool Exists(string name) => Names.Contains(name);
}
