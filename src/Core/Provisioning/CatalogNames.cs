using System.Text.RegularExpressions;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Provisioning;

/// <summary>What Unity Catalog takes as a name. Source: https://docs.databricks.com/sql/language-manual/sql-ref-names</summary>
static partial class CatalogNames
{
    static readonly HashSet<string> ReservedCatalogs = new(StringComparer.Ordinal) { "hive_metastore", "samples", "system", "__databricks_internal" };

    public static IEnumerable<SettingFault> Catalog(string name) => Check(nameof(InfrastructureOptions.Catalog), name, ReservedCatalogs.Contains(name));

    public static IEnumerable<SettingFault> Schema(string name) => Check(nameof(InfrastructureOptions.Schema), name, name is "information_schema");

    public static IEnumerable<SettingFault> Privileges(string principal, IReadOnlyList<string> privileges)
    {
        var setting = $"{nameof(InfrastructureOptions.Grants)}:{principal}";
        return privileges.Count == 0
            ? [SettingFault.OfInfrastructure(setting, "names no privilege, like USE_CATALOG,SELECT.")]
            : privileges.Where(privilege => !PrivilegePattern().IsMatch(privilege))
                .Select(privilege => SettingFault.OfInfrastructure(setting, $"'{privilege}' is not written like a privilege, USE_CATALOG."));
    }

    /// <summary>Names that Databricks writes in lower case and takes without quotes.</summary>
    static IEnumerable<SettingFault> Check(string setting, string name, bool isReserved)
    {
        if (isReserved)
        {
            yield return SettingFault.OfInfrastructure(setting, $"'{name}' is a name that Databricks keeps for itself.");
        }
        else if (!NamePattern().IsMatch(name))
        {
            yield return SettingFault.OfInfrastructure(setting, $"'{name}' is not 1 to 255 lower-case letters, digits and '_'.");
        }
    }

    [GeneratedRegex(@"^[a-z0-9_]{1,255}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[A-Z]+(_[A-Z]+)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrivilegePattern();
}
