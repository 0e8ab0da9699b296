namespace ReleasePortal.Sandbox.Arm;

/// <summary>What was just made is not known to every server at once.</summary>
/// <remarks>https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-parent-resource</remarks>
static class JustMade
{
    /// <param name="known">What was there by then is known everywhere.</param>
    public static void CheckParent(ArmState state, ArmPath path, DateTimeOffset known)
    {
        if (path.Type is null)
        {
            return;
        }

        if (path.Parent is { } parent && state.Resources.TryGetValue(parent, out var made) && made.ReadyAt > known)
        {
            throw ArmRefusal.NoParent(path, parent);
        }

        if (path.Group is { } group && state.Resources.TryGetValue(path.GroupId, out var around) && around.ReadyAt > known)
        {
            throw ArmRefusal.NoGroup(group);
        }
    }
}
