namespace ReleasePortal.Portal.Shell;

/// <summary>The security headers of every answer. Inline styles are allowed because MudBlazor sets them; inline scripts are not.</summary>
public static class Headers
{
    /// <param name="signInInstance">AzureAd:Instance. Signing out posts to the portal and is redirected there, which
    /// form-action must allow.</param>
    public static HeaderPolicyCollection Policy(string? signInInstance) => new HeaderPolicyCollection()
        .AddFrameOptionsDeny()
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicyStrictOriginWhenCrossOrigin()
        .AddStrictTransportSecurityMaxAge()
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().Self();
            csp.AddScriptSrc().Self().WithNonce();
            csp.AddStyleSrc().Self().UnsafeInline();
            csp.AddImgSrc().Self().Data();
            csp.AddFontSrc().Self();
            csp.AddConnectSrc().Self();
            csp.AddObjectSrc().None();
            csp.AddBaseUri().Self();
            csp.AddFrameAncestors().None();
            var form = csp.AddFormAction().Self();
            if (Uri.TryCreate(signInInstance, UriKind.Absolute, out var instance))
            {
                form.From(instance.GetLeftPart(UriPartial.Authority));
            }
        });
}
