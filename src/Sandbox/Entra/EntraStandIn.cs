using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using ReleasePortal.Sandbox.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace ReleasePortal.Sandbox.Entra;

/// <summary>Entra ID: OpenID Connect with an account picker, and client credentials for the service principal.</summary>
/// <remarks>Endpoints as in https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc</remarks>
public sealed class EntraStandIn
{
    static readonly string[] Resources =
    [
        EntraTenant.DatabricksResource,
        EntraTenant.ManagementResource,
        EntraTenant.ManagementResource + "/",
        "https://management.core.windows.net",
        "https://management.core.windows.net/",
    ];

    readonly RsaSecurityKey _key;

    internal EntraStandIn(StateFolder state, Uri address)
    {
        _key = SigningKey.LoadOrCreate(state["entra-key.pem"]);
        Issuer = $"{address}{Tenant.Id}/v2.0";
        Tokens = new(_key, Issuer);
    }

    public EntraTenant Tenant { get; } = new();

    public string Issuer { get; }

    internal EntraTokens Tokens { get; }

    internal void AddTo(IServiceCollection services) => services.AddOpenIddict().AddServer(server =>
    {
        var tenant = $"/{Tenant.Id}";
        server.SetIssuer(new Uri(Issuer))
            .SetConfigurationEndpointUris($"{tenant}/v2.0/.well-known/openid-configuration")
            .SetJsonWebKeySetEndpointUris($"{tenant}/discovery/v2.0/keys")
            .SetAuthorizationEndpointUris($"{tenant}/oauth2/v2.0/authorize")
            .SetTokenEndpointUris($"{tenant}/oauth2/v2.0/token")
            .SetEndSessionEndpointUris($"{tenant}/oauth2/v2.0/logout")
            .AllowAuthorizationCodeFlow()
            .AllowImplicitFlow()
            .AllowClientCredentialsFlow()
            .RegisterScopes(
                [Scopes.OpenId, Scopes.Profile, Scopes.Email, Scopes.OfflineAccess, .. Resources.Select(name => name + "/.default")])
            .AddSigningKey(_key)
            .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)))
            .DisableAccessTokenEncryption()
            .EnableDegradedMode();
        server.UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableTokenEndpointPassthrough()
            .EnableEndSessionEndpointPassthrough()
            .DisableTransportSecurityRequirement();
        new ClientChecks(Tenant).AddTo(server);
    });

    internal void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup($"/{Tenant.Id}/oauth2/v2.0");
        var signIn = new SignIn(Tenant);
        group.MapMethods("authorize", ["GET", "POST"], signIn.Authorize);
        group.MapPost("token", (Delegate)signIn.TokenAsync);
        group.MapMethods("logout", ["GET", "POST"], SignIn.SignOut);
    }
}
