using System.Text.RegularExpressions;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Provisioning.Settings;

/// <summary>What Unity Catalog takes as a name. Source: https://docs.databricks.com/sql/language-manual/sql-ref-names</summary>
static partial class CatalogNames
{
    static readonly HashSet<string> ReservedCatalogs = new(StringComparer.Ordinal) { "hive_metastore", "samples", "system", "__databricks_internal" };

    /// <summary>What somebody can be allowed on a catalog.
    /// Source: https://learn.microsoft.com/azure/databricks/data-governance/unity-catalog/manage-privileges/privileges</summary>
    static readonly HashSet<string> OnCatalogs = new(
        """
        ALL_PRIVILEGES APPLY_TAG BROWSE CREATE_FUNCTION CREATE_MATERIALIZED_VIEW CREATE_MODEL CREATE_MODEL_VERSION CREATE_SCHEMA CREATE_TABLE
        CREATE_VOLUME EXECUTE EXTERNAL_USE_SCHEMA MANAGE MODIFY READ_VOLUME REFRESH SELECT USE_CATALOG USE_SCHEMA WRITE_VOLUME
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal);

    public static IEnumerable<SettingFault> Catalog(string name) =>
        Check(nameof(InfrastructureOptions.Catalog), name, ReservedCatalogs.Contains(name));

    public static IEnumerable<SettingFault> Schema(string name) =>
        Check(nameof(InfrastructureOptions.Schema), name, name is "information_schema");

    public static IEnumerable<SettingFault> Privileges(string principal, IReadOnlyList<string> privileges)
    {
        var setting = $"{nameof(InfrastructureOptions.Grants)}:{principal}";
        return privileges.Count == 0
            ? [SettingFault.OfInfrastructure(setting, "names no privilege, like USE_CATALOG,SELECT, nor none, which takes all away.")]
            : privileges is [StageCatalog.NoPrivilege] ? []
            : privileges.Where(privilege => !OnCatalogs.Contains(privilege))
                .Select(
                    privilege =>
                        SettingFault.OfInfrastructure(setting, $"'{privilege}' is not a privilege on a catalog, like USE_CATALOG."));
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
}
