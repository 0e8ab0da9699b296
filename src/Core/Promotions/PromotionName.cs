namespace ReleasePortal.Core.Promotions;

/// <summary>How people call a promotion and its deployments: by the release and where it goes.</summary>
public static class PromotionName
{
    /// <summary>"7be03d9 to prod"; "Infrastructure of prod" where no release goes anywhere.</summary>
    /// <param name="release">Short commit id.</param>
    public static string Of(PromotionKind kind, string release, string stage) =>
        kind is PromotionKind.Provision ? $"Infrastructure of {stage}" : $"{release} to {stage}";
}
