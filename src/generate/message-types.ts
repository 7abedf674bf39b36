/** A kind of message to describe, and what kind of resource its deliveries are about. */
export interface MessageType {
  readonly type: string;
  readonly resource: string;
}

/**
 * The message types that a Subscription can deliver, by the kind of resource that `resource.typeId` names: nothing in
 * the SDK's types says it.
 * https://docs.commercetools.com/api/projects/subscriptions#messagesubscriptionresourcetypeid
 */
const namesByResource: Readonly<Record<string, string>> = {
  'approval-flow': `
    ApprovalFlowApproved ApprovalFlowCompleted ApprovalFlowCreated ApprovalFlowRejected`,
  'approval-rule': `
    ApprovalRuleApproversSet ApprovalRuleCreated ApprovalRuleDescriptionSet ApprovalRuleKeySet
    ApprovalRuleNameSet ApprovalRulePredicateSet ApprovalRuleRequestersSet ApprovalRuleStatusSet`,
  'associate-role': `
    AssociateRoleBuyerAssignableChanged AssociateRoleCreated AssociateRoleDeleted AssociateRoleNameSet
    AssociateRolePermissionAdded AssociateRolePermissionRemoved AssociateRolePermissionsSet`,
  'business-unit': `
    BusinessUnitAddressAdded BusinessUnitAddressChanged BusinessUnitAddressCustomFieldAdded
    BusinessUnitAddressCustomFieldChanged BusinessUnitAddressCustomFieldRemoved
    BusinessUnitAddressCustomTypeRemoved BusinessUnitAddressCustomTypeSet BusinessUnitAddressRemoved
    BusinessUnitApprovalRuleModeChanged BusinessUnitAssociateAdded BusinessUnitAssociateChanged
    BusinessUnitAssociateModeChanged BusinessUnitAssociateRemoved BusinessUnitAssociatesSet
    BusinessUnitBillingAddressAdded BusinessUnitBillingAddressRemoved BusinessUnitContactEmailSet
    BusinessUnitCreated BusinessUnitCustomFieldAdded BusinessUnitCustomFieldChanged
    BusinessUnitCustomFieldRemoved BusinessUnitCustomTypeRemoved BusinessUnitCustomTypeSet
    BusinessUnitCustomerGroupAssignmentAdded BusinessUnitCustomerGroupAssignmentRemoved
    BusinessUnitCustomerGroupAssignmentsSet BusinessUnitDefaultBillingAddressSet
    BusinessUnitDefaultShippingAddressSet BusinessUnitDeleted BusinessUnitNameChanged
    BusinessUnitParentChanged BusinessUnitShippingAddressAdded BusinessUnitShippingAddressRemoved
    BusinessUnitStatusChanged BusinessUnitStoreAdded BusinessUnitStoreModeChanged
    BusinessUnitStoreRemoved BusinessUnitStoresSet BusinessUnitTopLevelUnitSet BusinessUnitTypeSet`,
  category: `
    CategoryCreated CategorySlugChanged`,
  customer: `
    CustomerAddressAdded CustomerAddressChanged CustomerAddressCustomFieldAdded
    CustomerAddressCustomFieldChanged CustomerAddressCustomFieldRemoved CustomerAddressCustomTypeRemoved
    CustomerAddressCustomTypeSet CustomerAddressRemoved CustomerBillingAddressAdded
    CustomerBillingAddressRemoved CustomerCompanyNameSet CustomerCreated CustomerCustomFieldAdded
    CustomerCustomFieldChanged CustomerCustomFieldRemoved CustomerCustomTypeRemoved
    CustomerCustomTypeSet CustomerDateOfBirthSet CustomerDefaultBillingAddressSet
    CustomerDefaultShippingAddressSet CustomerDeleted CustomerEmailChanged CustomerEmailVerified
    CustomerExternalIdSet CustomerFirstNameSet CustomerGroupAssignmentAdded
    CustomerGroupAssignmentRemoved CustomerGroupAssignmentsSet CustomerGroupSet CustomerLastNameSet
    CustomerPasswordUpdated CustomerShippingAddressAdded CustomerShippingAddressRemoved
    CustomerStoresSet CustomerTitleSet`,
  'customer-email-token': `
    CustomerEmailTokenCreated`,
  'customer-group': `
    CustomerGroupCustomFieldAdded CustomerGroupCustomFieldChanged CustomerGroupCustomFieldRemoved
    CustomerGroupCustomTypeRemoved CustomerGroupCustomTypeSet`,
  'customer-password-token': `
    CustomerPasswordTokenCreated`,
  'inventory-entry': `
    InventoryEntryCreated InventoryEntryDeleted InventoryEntryOutOfStock InventoryEntryQuantitySet
    InventoryEntryReorderPoint InventoryEntryReservationExpirationInMinutesSet InventoryEntrySafetyStock`,
  order: `
    CustomLineItemStateTransition DeliveryAdded DeliveryAddressSet DeliveryCustomFieldAdded
    DeliveryCustomFieldChanged DeliveryCustomFieldRemoved DeliveryCustomTypeRemoved
    DeliveryCustomTypeSet DeliveryItemsUpdated DeliveryRemoved LineItemStateTransition
    OrderBillingAddressSet OrderBusinessUnitSet OrderCreated OrderCreatedFromRecurringOrder
    OrderCustomFieldAdded OrderCustomFieldChanged OrderCustomFieldRemoved OrderCustomLineItemAdded
    OrderCustomLineItemDiscountSet OrderCustomLineItemQuantityChanged OrderCustomLineItemRemoved
    OrderCustomTypeRemoved OrderCustomTypeSet OrderCustomerEmailSet OrderCustomerGroupSet
    OrderCustomerSet OrderDeleted OrderDiscountCodeAdded OrderDiscountCodeRemoved
    OrderDiscountCodeStateSet OrderEditApplied OrderEstimatedDeliverySet OrderImported
    OrderLineItemAdded OrderLineItemDiscountSet OrderLineItemDistributionChannelSet OrderLineItemRemoved
    OrderPaymentAdded OrderPaymentRemoved OrderPaymentStateChanged OrderPurchaseOrderNumberSet
    OrderReturnShipmentStateChanged OrderShipmentStateChanged OrderShippingAddressSet
    OrderShippingInfoSet OrderShippingRateInputSet OrderStateChanged OrderStateTransition OrderStoreSet
    ParcelAddedToDelivery ParcelItemsUpdated ParcelMeasurementsUpdated ParcelRemovedFromDelivery
    ParcelTrackingDataUpdated ReturnInfoAdded ReturnInfoSet`,
  payment: `
    PaymentCreated PaymentInteractionAdded PaymentInterfaceIdSet PaymentMethodInfoCustomFieldAdded
    PaymentMethodInfoCustomFieldChanged PaymentMethodInfoCustomFieldRemoved
    PaymentMethodInfoCustomTypeRemoved PaymentMethodInfoCustomTypeSet
    PaymentMethodInfoInterfaceAccountSet PaymentMethodInfoInterfaceSet PaymentMethodInfoMethodSet
    PaymentMethodInfoNameSet PaymentMethodInfoTokenSet PaymentStatusInterfaceCodeSet
    PaymentStatusStateTransition PaymentTransactionAdded PaymentTransactionInterfaceIdSet
    PaymentTransactionStateChanged`,
  product: `
    ProductAddedToCategory ProductCreated ProductDeleted ProductImageAdded ProductPriceAdded
    ProductPriceChanged ProductPriceCustomFieldAdded ProductPriceCustomFieldChanged
    ProductPriceCustomFieldRemoved ProductPriceCustomFieldsRemoved ProductPriceCustomFieldsSet
    ProductPriceDiscountsSet ProductPriceExternalDiscountSet ProductPriceKeySet ProductPriceModeSet
    ProductPriceRemoved ProductPricesSet ProductPublished ProductRemovedFromCategory
    ProductRevertedStagedChanges ProductSlugChanged ProductStateTransition ProductUnpublished
    ProductVariantAdded ProductVariantDeleted`,
  'product-selection': `
    ProductSelectionCreated ProductSelectionDeleted ProductSelectionProductAdded
    ProductSelectionProductExcluded ProductSelectionProductRemoved
    ProductSelectionVariantExclusionChanged ProductSelectionVariantSelectionChanged`,
  'product-tailoring': `
    ProductTailoringCreated ProductTailoringDeleted ProductTailoringDescriptionSet
    ProductTailoringImageAdded ProductTailoringImagesSet ProductTailoringKeySet ProductTailoringNameSet
    ProductTailoringPublished ProductTailoringSlugSet ProductTailoringUnpublished
    ProductVariantTailoringAdded ProductVariantTailoringRemoved`,
  quote: `
    QuoteCreated QuoteCustomerChanged QuoteDeleted QuoteRenegotiationRequested QuoteStateChanged
    QuoteStateTransition`,
  'quote-request': `
    QuoteRequestCreated QuoteRequestCustomerChanged QuoteRequestDeleted QuoteRequestStateChanged
    QuoteRequestStateTransition`,
  review: `
    ReviewCreated ReviewRatingSet ReviewStateTransition`,
  'shopping-list': `
    ShoppingListLineItemAdded ShoppingListLineItemRemoved`,
  'staged-quote': `
    StagedQuoteCreated StagedQuoteDeleted StagedQuoteSellerCommentSet StagedQuoteStateChanged
    StagedQuoteStateTransition StagedQuoteValidToSet`,
  'standalone-price': `
    StandalonePriceActiveChanged StandalonePriceCreated StandalonePriceDeleted
    StandalonePriceDiscountSet StandalonePriceExternalDiscountSet StandalonePriceKeySet
    StandalonePriceStagedChangesApplied StandalonePriceStagedChangesRemoved StandalonePriceTierAdded
    StandalonePriceTierRemoved StandalonePriceTiersSet StandalonePriceValidFromAndUntilSet
    StandalonePriceValidFromSet StandalonePriceValidUntilSet StandalonePriceValueChanged`,
  store: `
    StoreCheckoutUrlTemplateSet StoreContactUrlSet StoreCookiePolicyUrlSet StoreCountriesChanged
    StoreCreated StoreDeleted StoreDistributionChannelsChanged StoreFaqUrlSet StoreImprintUrlSet
    StoreLanguagesChanged StoreNameSet StoreOrderUrlTemplateSet StorePrivacyPolicyUrlSet
    StoreProductSelectionsChanged StoreRefundPolicyUrlSet StoreShippingPolicyUrlSet
    StoreSupplyChannelsChanged StoreTermsOfServiceUrlSet`,
  variant: `
    VariantCreated VariantDeleted VariantImageAdded VariantImagesSet VariantKeySet VariantPublished
    VariantSkuSet VariantStagedChangesRemoved VariantUnpublished`,
};

/** Every message type whose schema is generated. A new name above, `npm run schemas`, and mappings may listen to it. */
export const messageTypes: readonly MessageType[] = Object.entries(namesByResource).flatMap(
  ([resource, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((type) => ({ type, resource })),
);
