using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>Who the service principal is to the account and to its metastore, and what it may make there.</summary>
/// <remarks>https://learn.microsoft.com/azure/databricks/data-governance/unity-catalog/manage-privileges/admin-privileges</remarks>
public sealed class MetastoreAccess
{
    static readonly string[] Making = ["CREATE_CATALOG", "CREATE_EXTERNAL_LOCATION", "CREATE_STORAGE_CREDENTIAL"];

    readonly StateFile<MetastoreState> _state;
    readonly string _principal;

    internal MetastoreAccess(StateFile<MetastoreState> state, EntraTenant tenant) =>
        (_state, _principal) = (state, tenant.ReleaseClientId.ToString());

    public bool IsAccountAdmin
    {
        get => _state.Read(store => store.IsAccountAdmin);
        set => _state.Change(store => store.IsAccountAdmin = value);
    }

    /// <summary>A principal or a group.</summary>
    public string Owner
    {
        get => _state.Read(store => store.Owner);
        set => _state.Change(store => store.Owner = value);
    }

    /// <summary>Those of the service principal.</summary>
    public IReadOnlyList<string> Groups => _state.Read(store => store.Groups.Prepend("admins").ToArray());

    public void Join(string group) => _state.Change(store => store.Groups.Add(group));

    /// <summary>Somebody deletes a user or a group from the account. What it was given stays listed, and nobody can change it.</summary>
    public void Delete(string principal) => _state.Change(store => store.Deleted.Add(principal));

    /// <summary>From now on only what is said here may be made.</summary>
    /// <param name="principal">A principal or a group.</param>
    public void Grant(string principal, params string[] privileges) =>
        _state.Change(store => (store.Makers ??= new(StringComparer.OrdinalIgnoreCase))[principal] = privileges);

    internal IReadOnlyList<string> GrantedTo(string principal) => _state.Read(store =>
        store.Makers is { } makers ? makers.GetValueOrDefault(principal) ?? [] : principal == _principal ? Making : []);

    internal void Require(string privilege)
    {
        string[] names = [_principal, .. Groups];
        if (!names.Contains(Owner, StringComparer.OrdinalIgnoreCase)
            && !names.Any(name => GrantedTo(name).Contains(privilege, StringComparer.Ordinal))
            && !(IsAccountAdmin && privilege is "CREATE_STORAGE_CREDENTIAL"))
        {
            throw DatabricksRefusal.Of(
                403, "PERMISSION_DENIED", $"User does not have {privilege.Replace('_', ' ')} on Metastore 'nanba-uksouth'.");
        }
    }
}
