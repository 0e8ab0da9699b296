namespace ReleasePortal.Core.Plans;

/// <summary>Tells a plan in the words of a page.</summary>
public static class PlanInWords
{
    public static PlanView AsView(this Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new() { Bundle = [], Infrastructure = [], Files = [] };
    }
}
