namespace ReleasePortal.Core.Provisioning;

/// <summary>The resources cannot be as planned, and trying again does not help: a person must change a setting, a
/// permission or the plan.</summary>
/// <param name="isLiftable">See <see cref="IsLiftable"/>.</param>
public sealed class ProvisioningException(IReadOnlyList<string> faults, bool isLiftable = false) : Exception(
    string.Join(Environment.NewLine, faults))
{
    /// <summary>The plan is right as it is, and can be carried out once somebody grants a permission or gives a name
    /// free in Azure.</summary>
    public bool IsLiftable => isLiftable;

    public IReadOnlyList<string> Faults => faults;
}
