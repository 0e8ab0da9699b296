namespace ReleasePortal.Core.Provisioning;

/// <summary>The resources cannot be as planned, and trying again does not help: a person must change a setting, a permission or the plan.</summary>
public sealed class ProvisioningException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<string> Faults => faults;
}
