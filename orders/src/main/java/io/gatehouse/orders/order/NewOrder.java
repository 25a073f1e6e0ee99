package io.gatehouse.orders.order;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What a user says to place an order. */
public record NewOrder(
        @NotBlank @Size(max = 500) String address,
        @NotBlank @Size(max = 200) String item) {}
