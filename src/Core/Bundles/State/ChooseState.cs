namespace ReleasePortal.Core.Bundles.State;

/// <summary>Of several states, the one to continue; what this engine could only damage is refused.</summary>
static class ChooseState
{
    /// <exception cref="BundleInvalidException">A person has to settle it.</exception>
    public static StateFile? Of(StateFile? remote, StateFile? local, TerraformState? terraform)
    {
        Check(remote);
        Check(local);
        if (remote is not null && local is not null && remote.Lineage != local.Lineage)
        {
            throw new BundleInvalidException(
                $"The state on this machine (lineage {local.Lineage}) and the one in the workspace (lineage {remote.Lineage}) are of different deployments. "
                + "Remove the one that is wrong.");
        }

        var state = local is null || remote?.Serial >= local.Serial ? remote : local;
        CheckTerraform(state, terraform);
        return state;
    }

    static void Check(StateFile? state)
    {
        if (state is { StateVersion: > StateFile.Version } or { Features: not null })
        {
            throw new BundleInvalidException(
                $"resources.json has version {state.StateVersion}{(state.Features is null ? "" : " with features")}; this engine knows version {StateFile.Version}.");
        }
    }

    static void CheckTerraform(StateFile? state, TerraformState? terraform)
    {
        if (terraform is null || state?.Serial > terraform.Serial)
        {
            return;
        }

        throw new BundleInvalidException(state?.Serial == terraform.Serial
            ? $"resources.json and terraform.tfstate have the same serial {terraform.Serial}; remove the one that is wrong."
            : "This bundle was deployed with the terraform engine. Migrate it first: databricks bundle deployment migrate.");
    }
}

/// <summary>The one thing that is read of a <c>terraform.tfstate</c>.</summary>
sealed record TerraformState(long Serial);
